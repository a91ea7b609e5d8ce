package io.flashsale.loadtest.sale;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator does, through the gateway; the {@code dev} log-in must be on. */
public final class OperatorDesk implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RULES = "/api/admin/rewards/rules";

    private final URI gateway;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String token;

    private OperatorDesk(URI gateway) throws InterruptedException {
        this.gateway = gateway;
        this.token = post("/api/dev/login", Map.of("subject", "operator-demo", "role", "OPERATOR"), "")
                .path("token")
                .asString();
    }

    /**
     * Logs in.
     *
     * @param gateway base address
     * @throws SaleFailed when the gateway refuses or does not answer
     */
    public static OperatorDesk logIn(URI gateway) throws InterruptedException {
        return new OperatorDesk(gateway);
    }

    /**
     * Creates a campaign and answers its id.
     *
     * @param payWithin time to pay, 5 s to 1 day
     */
    public String create(String name, List<SalePlan.Item> goods, Duration payWithin, Instant startsAt, Instant endsAt)
            throws InterruptedException {
        List<Map<String, Object>> items = goods.stream()
                .map(item -> Map.<String, Object>of(
                        "sku", item.sku(),
                        "name", item.name(),
                        "salePrice", money(item.salePrice()),
                        "listPrice", money(item.listPrice()),
                        "total", item.total(),
                        "perBuyerLimit", item.perBuyerLimit()))
                .toList();
        return post(
                        "/api/admin/campaigns",
                        Map.of(
                                "name", name,
                                "startsAt", startsAt.toString(),
                                "endsAt", endsAt.toString(),
                                "payWithinSeconds", payWithin.toSeconds(),
                                "items", items),
                        token)
                .path("id")
                .asString();
    }

    /** {@code schedule}, {@code warm-up}, {@code open} or {@code close}; repeating one changes nothing. */
    public void step(String campaign, String step) throws InterruptedException {
        post("/api/admin/campaigns/" + campaign + "/" + step, Map.of(), token);
    }

    /** Grants so many points for every full {@code per} minor units of an order, besides what every order earns. */
    public void createRule(String name, long points, long per) throws InterruptedException {
        post(RULES, Map.of("name", name, "points", Map.of("points", points, "per", money(per))), token);
    }

    /** From now on no order earns anything by it. */
    public void disableRule(String name) throws InterruptedException {
        post(RULES + "/" + name + "/disable", Map.of(), token);
    }

    private static Map<String, Object> money(long minorUnits) {
        return Map.of("amount", minorUnits, "currency", "CNY");
    }

    private JsonNode post(String path, Map<String, Object> body, String bearer) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new SaleFailed(
                        "The gateway answered %d to POST %s: %s".formatted(answer.statusCode(), path, answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new SaleFailed("The gateway at " + gateway + " does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
