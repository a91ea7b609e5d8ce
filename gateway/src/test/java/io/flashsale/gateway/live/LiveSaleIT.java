package io.flashsale.gateway.live;

import static io.flashsale.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.gateway.AccessToken;
import io.flashsale.gateway.RunningGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LiveSaleIT extends RunningGateway {

    @Autowired
    private WatchSale watchSale;

    @Test
    void tellsOperatorsHowASaleStands() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<java.io.InputStream> answer = http.send(
                    request("/api/admin/live?campaignId=17", AccessToken.genuine("olga", "OPERATOR"))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                JsonNode first = next(lines);
                assertThat(first.path("services"))
                        .as("reward-service is down here")
                        .anySatisfy(service -> {
                            assertThat(service.path("name").asString()).isEqualTo("reward-service");
                            assertThat(service.path("health").asString()).isEqualTo("DOWN");
                        })
                        .anySatisfy(service -> {
                            assertThat(service.path("name").asString()).isEqualTo("order-service");
                            assertThat(service.path("health").asString()).isEqualTo("UP");
                        });
                assertThat(first.path("totals").path("attempts").isNumber()).isTrue();
                assertThat(at(next(lines))).isAfter(at(first));
            }
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> watchSale.watching() == 0);
        assertThat(UPSTREAM.seen()).anySatisfy(seen -> assertThat(seen.path()).isEqualTo("/api/admin/campaigns/17"));
    }

    private static Instant at(JsonNode look) {
        return Instant.parse(look.path("at").asString());
    }

    @Test
    void tellsNobodyElse() {
        assertProblem(send(request("/api/admin/live?campaignId=17")), 401, "unauthenticated");
        assertProblem(send(request("/api/admin/live?campaignId=17", AccessToken.shopper("ann"))), 403, "forbidden");
        assertProblem(
                send(request("/api/admin/live?campaignId=../x", AccessToken.genuine("olga", "OPERATOR"))),
                422,
                "invalid-request");
    }

    private static JsonNode next(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data:")) {
                return new JsonMapper().readTree(line.substring(5));
            }
        }
        throw new AssertionError("the stream ended");
    }
}
