package io.flashsale.order;

import io.flashsale.middleware.Database;
import io.flashsale.testing.Middleware;
import io.flashsale.testing.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Packaged order-services on a database of their own, without a broker, so that nobody else has a hand in their sagas: runs
 * are begun and resumed by the sweep, with its usual patience.
 */
abstract class SagasOnTheirOwn {

    /** The bound of infra/docs/sagas.md, counted from when what was lost is back. */
    static final Duration BOUND = Duration.ofSeconds(60);

    final StubPeer inventory = new StubPeer();
    final StubPeer payment = new StubPeer();
    final StubPeer reward = new StubPeer();
    private final Database database = Middleware.mariaDb("orders");
    final JdbcTemplate jdbc =
            new JdbcTemplate(new DriverManagerDataSource(database.url(), database.user(), database.password()));
    private final List<ServiceProcess> instances = new CopyOnWriteArrayList<>();

    SagasOnTheirOwn() {
        inventory.say(
                "/internal/campaigns/live",
                "{\"version\":\"1\",\"serverTime\":\"2026-01-01T00:00:00Z\",\"campaigns\":[]}");
    }

    @AfterEach
    void killInstances() {
        instances.forEach(ServiceProcess::kill);
    }

    /** An instance that knows that coordinator. */
    ServiceProcess start(String seata) {
        ServiceProcess instance = ServiceProcess.of("order-service")
                .database(database)
                .with("FLASHSALE_SEATA_SERVER", seata)
                .with("FLASHSALE_ROCKETMQ_NAMESRV", "127.0.0.1:" + Middleware.freePort())
                .with("FLASHSALE_INVENTORY_URL", inventory.url())
                .with("FLASHSALE_PAYMENT_URL", payment.url())
                .with("FLASHSALE_REWARD_URL", reward.url())
                .healthPath("/actuator/health/liveness")
                .start();
        instances.add(instance);
        return instance;
    }

    /** An order whose saga the sweep finds overdue. */
    void paidOrder(long id, String status) {
        jdbc.update(
                "INSERT INTO orders (id, buyer_id, campaign_id, sku, quantity, unit_price, amount, currency, status,"
                        + " batch_id, idempotency_key, admitted_at, expire_at, payment_id, created_at, updated_at)"
                        + " VALUES (?, 'buyer', '1', 'phone', 1, 990, 990, 'CNY', ?, 'b', ?, UTC_TIMESTAMP(3),"
                        + " UTC_TIMESTAMP(3), 'p', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE)",
                id,
                status,
                "key-" + id);
        jdbc.update(
                "INSERT INTO order_event (order_id, seq, from_status, to_status, at) VALUES (?, 1, NULL, ?,"
                        + " UTC_TIMESTAMP(3))",
                id,
                status);
        jdbc.update(
                "INSERT INTO order_unit (order_id, unit_no, paid, points, points_discount, coupon_discount)"
                        + " VALUES (?, 1, 990, 0, 0, 0)",
                id);
    }

    /** A refund whose saga the sweep finds overdue. */
    void refund(long order) {
        jdbc.update(
                "INSERT INTO order_refund (refund_id, order_id, request_key, quantity, amount, currency, points,"
                        + " coupon_back, is_last, status, reason, requested_by, failures, created_at, updated_at)"
                        + " VALUES (?, ?, 'k', 1, 990, 'CNY', 0, 0, 1, 'RUNNING', 'REQUESTED', 'buyer', 0,"
                        + " UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE)",
                "r-" + order,
                order);
        jdbc.update("UPDATE order_unit SET refund_id = ? WHERE order_id = ?", "r-" + order, order);
    }

    List<String> statesOf(String businessKey) {
        return jdbc.queryForList(
                "SELECT CONCAT(s.name, ' ', s.status) FROM seata_state_inst s JOIN seata_state_machine_inst m"
                        + " ON m.id = s.machine_inst_id WHERE m.business_key = ?",
                String.class,
                businessKey);
    }

    String runOf(String businessKey) {
        return String.join(
                "",
                jdbc.queryForList(
                        "SELECT status FROM seata_state_machine_inst WHERE business_key = ? AND gmt_end IS NOT NULL",
                        String.class,
                        businessKey));
    }

    String statusOf(long id) {
        return String.valueOf(jdbc.queryForObject("SELECT status FROM orders WHERE id = ?", String.class, id));
    }

    List<String> events(long id) {
        return jdbc.queryForList("SELECT tag FROM outbox_message WHERE message_key = ?", String.class, id);
    }
}
