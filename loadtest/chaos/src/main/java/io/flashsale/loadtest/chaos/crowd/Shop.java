package io.flashsale.loadtest.chaos.crowd;

import io.flashsale.web.BoundTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The gateway, as buyers see it. The only place where permissions of any kind are fetched. */
public final class Shop implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int AT_ONCE = 16;

    /** Longer than any cell lasts, so that a purchase can be asked for again at its end. */
    private static final Duration PERMITTED = Duration.ofMinutes(10);

    private final Supplier<URI> gateway;
    private final Supplier<String> permissionKeys;
    private final Map<String, String> permissions = new ConcurrentHashMap<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /**
     * A shop nobody is admitted to yet.
     *
     * @param gateway base address; may change when the gateway is started again
     * @param permissionKeys with which the platform signs permissions to buy
     */
    public Shop(Supplier<URI> gateway, Supplier<String> permissionKeys) {
        this.gateway = gateway;
        this.permissionKeys = permissionKeys;
    }

    /** Forgets the permissions of earlier sales: with empty stores, campaigns are numbered from the beginning again. */
    public void forgetPermissions() {
        permissions.clear();
    }

    /** Logs in everybody who is not, a few at a time. */
    public void admit(Iterable<String> buyers) throws InterruptedException {
        try (ExecutorService few =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (String buyer : buyers) {
                if (!tokens.containsKey(buyer)) {
                    Future<?> _ = few.submit(() -> logIn(buyer));
                }
            }
        }
        for (String buyer : buyers) {
            if (!tokens.containsKey(buyer)) {
                logIn(buyer);
            }
        }
    }

    /**
     * One call about the campaign.
     *
     * @param token names the permission: calls that name the same carry the same
     */
    Answer buy(String buyer, String key, String token, String campaign, String sku) throws InterruptedException {
        String permission = permissions.computeIfAbsent(
                buyer + ' ' + token + ' ' + campaign + ' ' + sku, _ -> permission(buyer, campaign, sku));
        return send(authorised(buyer, "/api/orders")
                .header("Idempotency-Key", key)
                .header("Purchase-Token", permission)
                .header("Device-Id", device(buyer))
                .POST(json(Map.of("campaignId", campaign, "sku", sku, "quantity", 1))));
    }

    Answer topUp(String buyer, String key, Object amount) throws InterruptedException {
        return send(authorised(buyer, "/api/wallet/top-ups")
                .header("Idempotency-Key", key)
                .POST(json(Map.of("amount", amount))));
    }

    Answer pay(String buyer, String key, String order, String method, long points) throws InterruptedException {
        return send(authorised(buyer, "/api/payments")
                .header("Idempotency-Key", key)
                .POST(json(Map.of("orderId", order, "method", method, "points", points))));
    }

    Answer order(String buyer, String order) throws InterruptedException {
        return send(authorised(buyer, "/api/orders/" + order).GET());
    }

    Answer cancel(String buyer, String order) throws InterruptedException {
        return send(authorised(buyer, "/api/orders/" + order + "/cancel").POST(HttpRequest.BodyPublishers.noBody()));
    }

    Answer refund(String buyer, String key, String order) throws InterruptedException {
        return send(authorised(buyer, "/api/orders/" + order + "/refund")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** What can be spent; 0 while nobody can tell. */
    long points(String buyer) throws InterruptedException {
        return send(authorised(buyer, "/api/points").GET())
                .body()
                .path("balance")
                .asLong(0);
    }

    /** What the buyer does on the provider's own page. */
    Answer payAtCashier(String payUrl) throws InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(payUrl + "/pay"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** As the gateway makes it; what is broken here is the platform, not the way to a permission. */
    private String permission(String buyer, String campaign, String sku) {
        return BoundTokens.of(permissionKeys.get())
                .issue(
                        buyer,
                        UUID.randomUUID().toString(),
                        Instant.now().plus(PERMITTED),
                        campaign,
                        sku,
                        device(buyer));
    }

    /** A home of the buyer's own: the local gateway believes its proxies, and everybody here is one. */
    private static String address(String buyer) {
        int number = buyer.hashCode() & 0xffff;
        return "10.9." + (number >> 8) + "." + (number & 0xff);
    }

    private static String device(String buyer) {
        return "device-of-" + buyer;
    }

    private void logIn(String buyer) {
        try {
            Answer answer = send(request("/api/dev/login").POST(json(Map.of("subject", buyer, "role", "SHOPPER"))));
            String token = answer.text("token");
            if (token == null) {
                throw new IllegalStateException("Nobody can log in: " + answer);
            }
            tokens.put(buyer, token);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest.Builder authorised(String buyer, String path) {
        return request(path)
                .header("Authorization", "Bearer " + tokens.get(buyer))
                .header("X-Forwarded-For", address(buyer));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.get().resolve(path))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
    }

    private static HttpRequest.BodyPublisher json(Map<String, Object> body) {
        return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    private Answer send(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> response =
                    client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), body(response.body()));
        } catch (IOException e) {
            return new Answer(null, MissingNode.getInstance());
        }
    }

    private static JsonNode body(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JacksonException e) {
            // A page for people.
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
