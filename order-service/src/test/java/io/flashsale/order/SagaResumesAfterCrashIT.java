package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.middleware.Database;
import io.flashsale.testing.CrashableSeata;
import io.flashsale.testing.Middleware;
import io.flashsale.testing.ServiceProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A saga whose runner, or whose coordinator, is killed while a step works at a peer ends all the same, and within a bound
 * of the moment they are back. The service is a process with a store and a coordinator of its own, and without a broker:
 * it finds its work by itself.
 */
class SagaResumesAfterCrashIT {

    private static final Duration BOUND = Duration.ofSeconds(60);

    @Test
    void endsWhatALostRunnerOrALostCoordinatorLeftBehind() {
        StubPeer peer = new StubPeer();
        Database database = Middleware.mariaDb("crash");
        JdbcTemplate jdbc =
                new JdbcTemplate(new DriverManagerDataSource(database.url(), database.user(), database.password()));
        try (CrashableSeata seata = Middleware.crashableSeata()) {
            int port = Middleware.freePort();
            ServiceProcess runner = start(database, seata, peer, port);
            try {
                paidOrder(jdbc, 1001);
                peer.hold("/internal/points/grants/1001");
                await().atMost(BOUND).until(() -> peer.arrivedAt("/internal/points/grants/1001") > 0);
                runner.kill();
                peer.release("/internal/points/grants/1001");

                refundingOrder(jdbc, 1002);
                peer.hold("/internal/refunds/order-1002");
                runner = start(database, seata, peer, port);
                await().atMost(BOUND).until(() -> "FULFILLED".equals(statusOf(jdbc, 1001)));
                assertThat(peer.callsTo("/internal/reservations/1001/sale")).isNotEmpty();

                await().atMost(BOUND).until(() -> peer.arrivedAt("/internal/refunds/order-1002") > 0);
                runner.kill();
                peer.release("/internal/refunds/order-1002");
                runner = start(database, seata, peer, port);
                await().atMost(BOUND).until(() -> "REFUNDED".equals(statusOf(jdbc, 1002)));

                paidOrder(jdbc, 1003);
                peer.hold("/internal/coupons/grants/1003");
                await().atMost(BOUND).until(() -> peer.arrivedAt("/internal/coupons/grants/1003") > 0);
                seata.crash();
                peer.release("/internal/coupons/grants/1003");
                paidOrder(jdbc, 1004);
                seata.start();
                await().atMost(BOUND).until(() -> "FULFILLED".equals(statusOf(jdbc, 1003)));
                await().atMost(BOUND).until(() -> "FULFILLED".equals(statusOf(jdbc, 1004)));

                await().atMost(BOUND)
                        .untilAsserted(() -> assertThat(jdbc.queryForList(
                                        "SELECT business_key FROM seata_state_machine_inst WHERE status <> 'SU'",
                                        String.class))
                                .isEmpty());
                for (long id : List.of(1001L, 1003L, 1004L)) {
                    assertThat(history(jdbc, id)).isEqualTo("PAID,FULFILLED");
                }
                assertThat(history(jdbc, 1002)).isEqualTo("REFUNDING,REFUNDED");
            } finally {
                runner.kill();
            }
        }
    }

    private static ServiceProcess start(Database database, CrashableSeata seata, StubPeer peer, int port) {
        return ServiceProcess.of("order-service")
                .database(database)
                .port(port)
                .with("FLASHSALE_SEATA_SERVER", seata.address())
                .with("FLASHSALE_ROCKETMQ_NAMESRV", "127.0.0.1:1")
                .with("FLASHSALE_INVENTORY_URL", peer.url())
                .with("FLASHSALE_PAYMENT_URL", peer.url())
                .with("FLASHSALE_REWARD_URL", peer.url())
                .with("FLASHSALE_SWEEPS_STALLEDEVERY", "1s")
                .with("FLASHSALE_SWEEPS_STALLEDAFTER", "2s")
                .with("SEATA_SAGA_STATEMACHINE_TRANSOPERATIONTIMEOUT", "6000")
                .healthPath("/actuator/health/liveness")
                .start();
    }

    private static void paidOrder(JdbcTemplate jdbc, long id) {
        order(jdbc, id, "PAID");
    }

    private static void refundingOrder(JdbcTemplate jdbc, long id) {
        order(jdbc, id, "REFUNDING");
        jdbc.update("UPDATE order_unit SET refund_id = CONCAT('order-', order_id) WHERE order_id = ?", id);
        jdbc.update(
                "INSERT INTO order_refund (refund_id, order_id, request_key, quantity, amount, currency, points,"
                        + " coupon_back, is_last, status, reason, requested_by, failures, created_at, updated_at)"
                        + " VALUES (CONCAT('order-', ?), ?, 'k', 1, 990, 'CNY', 0, FALSE, TRUE, 'RUNNING', 'REQUESTED', 'b',"
                        + " 0, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE)",
                id,
                id);
    }

    private static void order(JdbcTemplate jdbc, long id, String status) {
        jdbc.update(
                "INSERT INTO orders (id, buyer_id, campaign_id, sku, quantity, unit_price, amount, currency, status,"
                        + " batch_id, idempotency_key, admitted_at, expire_at, payment_id, created_at, updated_at)"
                        + " VALUES (?, 'b', '1', 's', 1, 990, 990, 'CNY', ?, 'x', CONCAT('k', ?), UTC_TIMESTAMP(3),"
                        + " UTC_TIMESTAMP(3), 'p', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE)",
                id,
                status,
                id);
        jdbc.update(
                "INSERT INTO order_event (order_id, seq, to_status, at) VALUES (?, 1, ?, UTC_TIMESTAMP(3))",
                id,
                status);
        jdbc.update("INSERT INTO order_unit VALUES (?, 1, 990, 0, 0, 0, NULL)", id);
    }

    private static String statusOf(JdbcTemplate jdbc, long id) {
        return String.valueOf(jdbc.queryForObject("SELECT status FROM orders WHERE id = ?", String.class, id));
    }

    private static String history(JdbcTemplate jdbc, long id) {
        return String.join(
                ",",
                jdbc.queryForList(
                        "SELECT to_status FROM order_event WHERE order_id = ? ORDER BY seq", String.class, id));
    }
}
