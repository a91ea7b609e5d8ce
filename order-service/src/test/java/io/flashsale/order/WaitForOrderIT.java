package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.flashsale.order.admission.ItemKey;
import io.flashsale.order.admission.RecentAcceptances;
import io.flashsale.order.application.RecheckWatchedOrders;
import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Nobody has to poll. Other instances are looked at once a minute here, so that only the change itself can wake. */
class WaitForOrderIT extends OrderServiceIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final int LONGEST = 20;

    @Autowired
    RecentAcceptances recent;

    @Autowired
    RecheckWatchedOrders recheckWatchedOrders;

    @Autowired
    MeterRegistry meters;

    @Autowired
    DataSource dataSource;

    @Test
    void whatIsKnownIsNotSentAgain() {
        Order order = storedOrder(Duration.ofMinutes(5));
        HttpResponse<String> first = get(order, null, 0);
        assertThat(first.statusCode()).isEqualTo(200);

        HttpResponse<String> again = get(order, tag(first), 0);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(tag(again)).isEqualTo(tag(first));
        assertThat(get(order, "\"0-PAID\", " + tag(first), 0).statusCode()).isEqualTo(304);
        assertThat(get(order, "\"0-PAID\"", LONGEST).statusCode()).isEqualTo(200);
        assertThat(get(order, null, LONGEST).statusCode()).isEqualTo(200);
    }

    @Test
    void aWaitWithoutAChangeEndsWithItsTime() {
        Order order = storedOrder(Duration.ofMinutes(5));
        String known = tag(get(order, null, 0));
        long begun = System.nanoTime();

        HttpResponse<String> unchanged = get(order, known, 1);

        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Duration.ofMillis(950), AT_ONCE);
    }

    @Test
    void aChangeEndsTheWaitAtOnce() {
        Order order = storedOrder(Duration.ofMinutes(5));
        CompletableFuture<HttpResponse<String>> waiting = waitFor(order, tag(get(order, null, 0)));
        await().atMost(PATIENCE).until(() -> waiting() == 1);
        await().atMost(PATIENCE).until(() -> connectionsInUse() == 0);

        assertThat(asShopper(order.buyerId(), "POST", "/api/orders/" + order.id() + "/cancel")
                        .status())
                .isEqualTo(200);

        HttpResponse<String> changed = soon(waiting);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(body(changed).path("status").asString()).isEqualTo("CANCELLED");
        assertThat(tag(changed)).isEqualTo("W/\"2-CANCELLED\"");
        await().atMost(PATIENCE).until(() -> waiting() == 0);
    }

    @Test
    void anAcceptedOrderCanBeWaitedForUntilItIsStored() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Order order = Order.placed(
                new OrderId(now.toEpochMilli() * 1_000),
                uniqueName("buyer"),
                "none",
                "phone",
                1,
                new Money(990, "CNY"),
                "batch",
                uniqueName("key"),
                now,
                now.plus(Duration.ofMinutes(5)));
        recent.add(new RecentAcceptances.Accepted(
                order.id(),
                order.buyerId(),
                order.idempotencyKey(),
                "hash",
                new ItemKey("none", "phone"),
                1,
                order.amount(),
                now,
                order.payBefore()));
        HttpResponse<String> accepted = get(order, null, 0);
        assertThat(tag(accepted)).isEqualTo("W/\"0-PENDING_PAYMENT\"");
        CompletableFuture<HttpResponse<String>> waiting = waitFor(order, tag(accepted));
        await().atMost(PATIENCE).until(() -> waiting() == 1);

        orders.addMissing(List.of(order));

        assertThat(tag(soon(waiting))).isEqualTo("W/\"1-PENDING_PAYMENT\"");
    }

    @Test
    void aChangeMadeByAnotherInstanceEndsTheWaitToo() {
        Order order = storedOrder(Duration.ofMinutes(5));
        CompletableFuture<HttpResponse<String>> waiting = waitFor(order, tag(get(order, null, 0)));
        await().atMost(PATIENCE).until(() -> waiting() == 1);

        jdbc.update(
                "INSERT INTO order_event (order_id, seq, from_status, to_status, at, reason)"
                        + " VALUES (?, 2, 'PENDING_PAYMENT', 'PAYING', UTC_TIMESTAMP(3), NULL)",
                order.id().value());
        jdbc.update(
                "UPDATE orders SET status = 'PAYING' WHERE id = ?", order.id().value());
        recheckWatchedOrders.recheck();

        assertThat(tag(soon(waiting))).isEqualTo("W/\"2-PAYING\"");
    }

    @Test
    void whoeverFindsNoPlaceIsAnsweredAtOnce() {
        List<Order> watched = new ArrayList<>();
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Order order = storedOrder(Duration.ofMinutes(5));
            watched.add(order);
            waiting.add(waitFor(order, tag(get(order, null, 0))));
        }
        await().atMost(PATIENCE).until(() -> waiting() == 3);
        Order one = watched.getFirst();

        assertThat(soon(waitFor(one, tag(get(one, null, 0)))).statusCode()).isEqualTo(304);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);

        watched.forEach(order -> asShopper(order.buyerId(), "POST", "/api/orders/" + order.id() + "/cancel"));
        waiting.forEach(answer -> assertThat(soon(answer).statusCode()).isEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "21", "soon"})
    void aWaitOutOfBoundsIsRefusedByName(String wait) {
        Answer refused = asShopper(uniqueName("buyer"), "GET", "/api/orders/1?wait=" + wait);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").path(0).path("field").asString())
                .as(refused.toString())
                .isEqualTo("wait");
    }

    @Test
    void otherPeoplesOrdersCannotBeWatched() {
        Order order = storedOrder(Duration.ofMinutes(5));
        String path = "/api/orders/" + order.id();
        String stranger = uniqueName("stranger");

        assertThat(send(requestOf(stranger, path + "?wait=20").header("If-None-Match", tag(get(order, null, 0))))
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> stream = send(requestOf(stranger, path + "/events").header("Accept", "text/event-stream"));
        assertThat(stream.statusCode()).isEqualTo(404);
        assertThat(body(stream).path("code").asString()).isEqualTo("not-found");
    }

    @Test
    void aStreamTellsEveryChangeUntilTheEnd() throws Exception {
        Order order = storedOrder(Duration.ofMinutes(5));
        List<String> ids = new ArrayList<>();
        List<String> states = new ArrayList<>();

        try (Stream<String> lines = HTTP.send(events(order, null).build(), HttpResponse.BodyHandlers.ofLines())
                .body()) {
            lines.forEach(line -> {
                if (line.startsWith("id: ")) {
                    ids.add(line.substring(4));
                } else if (line.startsWith("data: ")) {
                    states.add(JSON.readTree(line.substring(6)).path("status").asString());
                    if (states.size() == 1) {
                        asShopper(order.buyerId(), "POST", "/api/orders/" + order.id() + "/cancel");
                    }
                }
            });
        }

        assertThat(states).containsExactly("PENDING_PAYMENT", "CANCELLED");
        assertThat(ids).containsExactly("1-PENDING_PAYMENT", "2-CANCELLED");
        HttpResponse<String> resumed = send(events(order, ids.getFirst()));
        assertThat(resumed.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(resumed.body()).contains("id: 2-CANCELLED").doesNotContain("1-PENDING_PAYMENT");
        assertThat(send(events(order, ids.getLast())).statusCode()).isEqualTo(204);
    }

    @Test
    void aStreamWithoutChangesShowsThatItIsAliveAndEndsInTime() {
        Order order = storedOrder(Duration.ofMinutes(5));

        HttpResponse<String> stream = send(events(order, "1-PENDING_PAYMENT"));

        assertThat(stream.body()).contains(": still there").doesNotContain("data:");
    }

    private HttpRequest.Builder events(Order order, @Nullable String lastEventId) {
        HttpRequest.Builder request = requestOf(order.buyerId(), "/api/orders/" + order.id() + "/events")
                .header("Accept", "text/event-stream");
        return lastEventId == null ? request : request.header("Last-Event-ID", lastEventId);
    }

    private HttpResponse<String> get(Order order, @Nullable String known, int wait) {
        return send(request(order, known, wait));
    }

    private CompletableFuture<HttpResponse<String>> waitFor(Order order, String known) {
        return HTTP.sendAsync(request(order, known, LONGEST).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(Order order, @Nullable String known, int wait) {
        HttpRequest.Builder request = requestOf(order.buyerId(), "/api/orders/" + order.id() + "?wait=" + wait);
        return known == null ? request : request.header("If-None-Match", known);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .join();
    }

    /** Well before the time to wait is over. */
    private static HttpResponse<String> soon(CompletableFuture<HttpResponse<String>> answer) {
        await().atMost(AT_ONCE).until(answer::isDone);
        return answer.join();
    }

    private static String tag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    private static JsonNode body(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    private int waiting() {
        return (int) meters.get("flashsale.orders.watches").gauge().value();
    }

    private int connectionsInUse() {
        return ((HikariDataSource) dataSource).getHikariPoolMXBean().getActiveConnections();
    }
}
