package io.flashsale.reward;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.testing.MiddlewareProperties;
import io.flashsale.web.Caller;
import io.flashsale.web.InternalTokens;
import io.flashsale.web.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** reward-service on a real database, broker and transaction coordinator, spoken to over HTTP. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(Heard.Listening.class)
abstract class RewardIT {

    private static final int MOST_TRIES = 1_000;

    static final Caller OPERATOR = new Caller("op-1", Role.OPERATOR);
    static final Caller ORDER_SERVICE = new Caller("order-service", Role.SERVICE);

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
        MiddlewareProperties.into(registry)
                .database("reward")
                .rocketMq()
                .seata()
                .edgeRedis()
                .with("flashsale.rewards.expire-points-every", "200ms");
    }

    Answer grant(String orderId, String buyerId, long amount) {
        return put(
                ORDER_SERVICE,
                "/internal/points/grants/" + orderId,
                "{\"buyerId\":\"%s\",\"amount\":%s}".formatted(buyerId, money(amount)));
    }

    Answer grant(String orderId, String buyerId, long amount, String campaign) {
        return put(
                ORDER_SERVICE,
                "/internal/points/grants/" + orderId,
                "{\"buyerId\":\"%s\",\"amount\":%s,\"campaignId\":\"%s\"}".formatted(buyerId, money(amount), campaign));
    }

    Answer reverse(String orderId, String refundId, long part, long whole) {
        return put(
                ORDER_SERVICE,
                "/internal/points/reversals/" + orderId,
                "{\"refundId\":\"%s\",\"refundedAmount\":%s,\"orderAmount\":%s}"
                        .formatted(refundId, money(part), money(whole)));
    }

    Answer reverse(String orderId) {
        return put(ORDER_SERVICE, "/internal/points/reversals/" + orderId, "");
    }

    /** Points on an account, by an order that earned them. */
    void give(String buyerId, long points) {
        assertThat(grant(fresh("earned"), buyerId, points * 100).points()).isEqualTo(points);
    }

    static String checkout(String orderId, String buyerId, long orderAmount, long points, @Nullable String couponId) {
        return "{\"orderId\":\"%s\",\"buyerId\":\"%s\",\"orderAmount\":%s,\"points\":%d,\"couponId\":%s}"
                .formatted(
                        orderId,
                        buyerId,
                        money(orderAmount),
                        points,
                        couponId == null ? "null" : "\"" + couponId + "\"");
    }

    static String money(long amount) {
        return "{\"amount\":%d,\"currency\":\"CNY\"}".formatted(amount);
    }

    /** The hold of a provider payment. */
    Answer hold(String paymentId, String checkout) {
        return put(ORDER_SERVICE, "/internal/reward-holds/" + paymentId, checkout);
    }

    Answer confirm(String paymentId) {
        return post(ORDER_SERVICE, "/internal/reward-holds/" + paymentId + "/confirm", "");
    }

    Answer cancel(String paymentId) {
        return post(ORDER_SERVICE, "/internal/reward-holds/" + paymentId + "/cancel", "");
    }

    /** A coupon of its own template in the hands of the buyer; its id. */
    String coupon(String buyerId, String discount) {
        String name = fresh("t");
        String campaign = fresh("c");
        assertThat(post(OPERATOR, "/api/admin/rewards/coupon-templates", template(name, discount, 1_000))
                        .status())
                .isEqualTo(201);
        assertThat(post(OPERATOR, "/api/admin/rewards/rules", couponRule(fresh("r"), campaign, name))
                        .status())
                .isEqualTo(201);
        return grantCoupons(fresh("earned"), buyerId, campaign)
                .body()
                .path("couponIds")
                .path(0)
                .asString();
    }

    static String template(String name, String discount, long quota) {
        return "{\"name\":\"%s\",\"title\":\"A coupon\",%s,\"minAmount\":%s,\"validDays\":30,\"quota\":%d}"
                .formatted(name, discount, money(500), quota);
    }

    static String couponRule(String name, String campaign, String template) {
        return "{\"name\":\"%s\",\"campaignId\":\"%s\",\"couponTemplate\":\"%s\"}".formatted(name, campaign, template);
    }

    Answer grantCoupons(String orderId, String buyerId, String campaign) {
        return put(
                ORDER_SERVICE,
                "/internal/coupons/grants/" + orderId,
                "{\"buyerId\":\"%s\",\"campaignId\":\"%s\",\"amount\":%s}".formatted(buyerId, campaign, money(1000)));
    }

    /** What the coupon's owner is told about it. */
    String couponStatus(String buyerId, String couponId) {
        for (JsonNode coupon :
                get(new Caller(buyerId, Role.SHOPPER), "/api/coupons").body().path("coupons")) {
            if (coupon.path("id").asString().equals(couponId)) {
                return coupon.path("status").asString();
            }
        }
        return "none";
    }

    /** Every movement has two lines that cancel out, and the account says what its lines, lots and holds say. */
    void booksBalance(String buyerId) {
        assertThat(sum("SELECT SUM(points) FROM points_entry WHERE buyer_id = ?", buyerId))
                .isZero();
        assertThat(sum(
                        "SELECT COUNT(*) FROM (SELECT order_id FROM points_entry WHERE buyer_id = ?"
                                + " GROUP BY order_id, kind, reference HAVING SUM(points) <> 0 OR COUNT(*) <> 2) odd",
                        buyerId))
                .isZero();
        JsonNode account = points(buyerId);
        assertThat(account.path("balance").asLong())
                .isEqualTo(line(buyerId, "AVAILABLE"))
                .isEqualTo(sum("SELECT SUM(points) FROM points_lot WHERE buyer_id = ?", buyerId));
        assertThat(account.path("frozen").asLong())
                .isEqualTo(line(buyerId, "FROZEN"))
                .isEqualTo(sum(
                        "SELECT SUM(points) FROM reward_hold_lot WHERE hold_id IN"
                                + " (SELECT hold_id FROM reward_hold WHERE buyer_id = ? AND status = 'HELD')",
                        buyerId));
        assertThat(account.path("debt").asLong()).isEqualTo(-line(buyerId, "DEBT"));
    }

    private long line(String buyerId, String account) {
        return sum("SELECT SUM(points) FROM points_entry WHERE buyer_id = ? AND account = ?", buyerId, account);
    }

    long sum(String sql, Object... arguments) {
        Long sum = jdbc.queryForObject(sql, Long.class, arguments);
        return sum == null ? 0 : sum;
    }

    /** As services do: what cannot be done now, and did nothing, is asked for again. */
    static Answer untilDone(Supplier<Answer> call) {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            Answer answer = call.get();
            if (answer.status() != 503) {
                return answer;
            }
        }
        throw new AssertionError("still not done after " + MOST_TRIES + " tries");
    }

    static List<Answer> concurrently(int times, Callable<Answer> call) throws Exception {
        return run(Collections.nCopies(times, call));
    }

    static <T> List<T> run(List<Callable<T>> calls) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
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

    Answer post(Caller caller, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(caller, request, path);
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
            return new Answer(
                    response.statusCode(), json.readTree(response.body().isEmpty() ? "{}" : response.body()));
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

        long discount(String kind) {
            return body.path(kind).path("amount").asLong(-1);
        }

        /** The fields the answer finds fault with. */
        List<String> fields() {
            return body.path("errors")
                    .valueStream()
                    .map(error -> error.path("field").asString())
                    .toList();
        }
    }
}
