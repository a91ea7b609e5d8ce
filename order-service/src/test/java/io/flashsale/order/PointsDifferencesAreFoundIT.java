package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.springframework.beans.factory.annotation.Autowired;

/** Points an order did not get, and points it should not have, are found; the former are granted. With the real reward-service. */
class PointsDifferencesAreFoundIT extends RealRewardService {

    private static final Caller OPERATOR = new Caller("operator-1", Role.OPERATOR);

    /** Longer ago than what is left alone because it may still be on its way. */
    private static final Duration AGO = Duration.ofMinutes(3);

    @Autowired
    RedissonClient redis;

    @Test
    void aMissingGrantIsMadeUpForAndASurplusIsACase() {
        Campaign campaign = openCampaign(10, 2, 900);
        OrderId fine = fulfilled(campaign);
        OrderId missing = fulfilled(campaign);
        rewards.update("DELETE FROM points_entry WHERE order_id = ?", missing.toString());
        rewards.update("DELETE FROM rewarded_order WHERE order_id = ?", missing.toString());
        OrderId surplus = fulfilled(campaign);
        for (String account : List.of("AVAILABLE", "ISSUED")) {
            rewards.update(
                    "INSERT INTO points_entry (order_id, kind, reference, account, buyer_id, points, created_at)"
                            + " VALUES (?, 'GRANT', 'planted', ?, 'b', ?, UTC_TIMESTAMP(3))",
                    surplus.toString(),
                    account,
                    account.equals("AVAILABLE") ? 5 : -5);
        }
        OrderId cancelled = storedOrder(Duration.ofHours(1)).id();
        grant(cancelled.toString());
        jdbc.update("UPDATE orders SET status = 'CANCELLED' WHERE id = ?", cancelled.value());
        String nobodys = Long.toString(Long.MAX_VALUE - System.nanoTime() % 1_000_000);
        grant(nobodys);
        OrderId changedLongAgo = fulfilled(campaign);
        rewards.update("UPDATE rewarded_order SET amount = amount + 1 WHERE order_id = ?", changedLongAgo.toString());
        jdbc.update("UPDATE orders SET updated_at = updated_at - INTERVAL 3 MINUTE");
        jdbc.update("UPDATE orders SET updated_at = updated_at - INTERVAL 9 DAY WHERE id = ?", changedLongAgo.value());
        rewards.update("UPDATE points_entry SET created_at = created_at - INTERVAL 3 MINUTE");

        Answer run = reconcile();

        assertThat(run.status()).as(run.toString()).isEqualTo(201);
        assertThat(run.body().path("status").asString()).isEqualTo("DONE");
        String report = report(run.body().path("id").asLong());
        assertThat(about(report, fine.toString())).isEmpty();
        assertThat(about(report, missing.toString()))
                .singleElement()
                .asString()
                .contains(",MISSING,ORDERS,", ",,990,REPAIRED,");
        assertThat(pointsOf(missing)).isEqualTo(9);
        assertThat(about(report, surplus.toString()))
                .singleElement()
                .asString()
                .contains(",EXTRA,ORDERS,", ",14,9,CASE,");
        assertThat(about(report, cancelled.toString()))
                .singleElement()
                .asString()
                .contains(",EXTRA,ORDERS,", ",9,0,CASE,");
        assertThat(about(report, nobodys)).singleElement().asString().contains(",EXTRA,ORDERS,", ",9,,CASE,");
        assertThat(about(report, changedLongAgo.toString()))
                .singleElement()
                .asString()
                .contains(",AMOUNT,ORDERS,", ",991,990,CASE,");

        String again = report(reconcile().body().path("id").asLong());
        assertThat(about(again, missing.toString())).isEmpty();
        assertThat(about(again, surplus.toString())).hasSize(1);
    }

    @Test
    void oneReconcilesAtATime() {
        RLock held = redis.getFencedLock("fs:jobs:order-service:reconciliation");
        held.lock();
        try {
            assertThat(reconcile().status()).isEqualTo(503);
        } finally {
            held.unlock();
        }
    }

    private OrderId fulfilled(Campaign campaign) {
        String buyer = uniqueName("buyer");
        OrderId id = buy(buyer, campaign, 1, uniqueName("key")).orderId();
        await().atMost(PATIENCE).until(() -> orders.find(id).isPresent());
        publish(
                "payment-events",
                "PaymentCaptured",
                id.toString(),
                """
                {"paymentId":"payment-%s","orderId":"%s","buyerId":"%s","amount":990,"currency":"CNY",
                 "method":"PROVIDER","at":"2026-01-01T00:00:00Z"}""".formatted(id, id, buyer),
                UUID.randomUUID().toString());
        await().atMost(PATIENCE).until(() -> statusOf(id) == OrderStatus.FULFILLED);
        assertThat(pointsOf(id)).isEqualTo(9);
        return id;
    }

    private long pointsOf(OrderId id) {
        return number(
                "SELECT SUM(points) FROM points_entry WHERE order_id = ? AND account = 'AVAILABLE'", id.toString());
    }

    private void grant(String orderId) {
        assertThat(send(
                                rewardUrl(),
                                "PUT",
                                "/internal/points/grants/" + orderId,
                                new Caller("order-service", Role.SERVICE),
                                """
                                {"buyerId":"b","amount":{"amount":990,"currency":"CNY"}}""",
                                UnaryOperator.identity())
                        .status())
                .isEqualTo(200);
    }

    private Answer reconcile() {
        LocalDate day =
                Instant.now().minus(AGO).atZone(ZoneId.of("Asia/Shanghai")).toLocalDate();
        return send(
                "http://127.0.0.1:" + port,
                "POST",
                "/api/admin/orders/reconciliations",
                OPERATOR,
                "{\"day\":\"" + day + "\"}",
                UnaryOperator.identity());
    }

    private String report(long run) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + port + "/api/admin/orders/reconciliations/" + run + "/report.csv"))
                .header("Authorization", "Bearer " + tokens.issue(OPERATOR))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> about(String report, String subject) {
        return report.lines().filter(line -> line.contains("," + subject + ",")).toList();
    }
}
