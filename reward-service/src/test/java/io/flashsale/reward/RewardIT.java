package io.flashsale.reward;

import io.flashsale.testing.MiddlewareProperties;
import io.flashsale.web.Caller;
import io.flashsale.web.InternalTokens;
import io.flashsale.web.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** reward-service on a real database and a real broker, spoken to over HTTP. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(Heard.Listening.class)
abstract class RewardIT {

    private static final Caller ORDER_SERVICE = new Caller("order-service", Role.SERVICE);

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    InternalTokens tokens;

    @Autowired
    JsonMapper json;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Heard heard;

    @DynamicPropertySource
    static void middleware(DynamicPropertyRegistry registry) {
        MiddlewareProperties.into(registry).database("reward").rocketMq();
    }

    Answer grant(String orderId, String buyerId, long amount) {
        return put(
                ORDER_SERVICE,
                "/internal/points/grants/" + orderId,
                "{\"buyerId\":\"%s\",\"amount\":{\"amount\":%d,\"currency\":\"CNY\"}}".formatted(buyerId, amount));
    }

    Answer reverse(String orderId) {
        return put(ORDER_SERVICE, "/internal/points/reversals/" + orderId, "");
    }

    JsonNode points(String buyerId) {
        return get(new Caller(buyerId, Role.SHOPPER), "/api/points").body();
    }

    Answer get(Caller caller, String path) {
        return send(caller, HttpRequest.newBuilder().GET(), path);
    }

    Answer put(Caller caller, String path, String body) {
        return send(
                caller,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body)),
                path);
    }

    static String fresh(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    private Answer send(Caller caller, HttpRequest.Builder request, String path) {
        try {
            HttpResponse<String> response = http.send(
                    request.uri(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + tokens.issue(caller))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), json.readTree(response.body()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    record Answer(int status, JsonNode body) {
        long points() {
            return body.path("points").asLong(-1);
        }

        String code() {
            return body.path("code").asString("");
        }
    }
}
