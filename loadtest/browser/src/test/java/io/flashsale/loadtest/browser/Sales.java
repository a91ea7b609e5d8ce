package io.flashsale.loadtest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sales that are there before anybody opens a page, made by an operator who needs none. */
final class Sales {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI gateway;
    private final String token;

    Sales(URI gateway) {
        this.gateway = gateway;
        this.token = post("/api/dev/login", "{\"subject\":\"operator-of-tests\",\"role\":\"OPERATOR\"}", "")
                .path("token")
                .asString();
    }

    /**
     * A sale that is open, once it has begun.
     *
     * @param untilStart negative for a sale that has begun
     * @return its id
     */
    String open(String name, String item, int units, Duration untilStart) {
        Instant startsAt = Instant.now().plus(untilStart);
        String id = post(
                        "/api/admin/campaigns",
                        """
                {"name":"%s","startsAt":"%s","endsAt":"%s","payWithinSeconds":900,"items":[{"sku":"%s","name":"%s",
                 "salePrice":{"amount":1990,"currency":"CNY"},"listPrice":{"amount":4990,"currency":"CNY"},
                 "total":%d,"perBuyerLimit":1}]}\
                """.formatted(
                                        name,
                                        startsAt,
                                        startsAt.plus(Duration.ofHours(2)),
                                        item.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'),
                                        item,
                                        units),
                        token)
                .path("id")
                .asString();
        for (String verb : new String[] {"schedule", "warm-up", "open"}) {
            post("/api/admin/campaigns/" + id + "/" + verb, "{}", token);
        }
        return id;
    }

    private JsonNode post(String path, String body, String bearer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(200, 299);
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
