package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.flashsale.inventory.application.Reconcile;
import io.flashsale.inventory.domain.JobLock;
import io.flashsale.inventory.domain.Reconciliations;
import io.flashsale.web.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What gate, ledger and orders disagree about is found, named, and put right only where it is certain. */
class ReconciliationIT extends InventoryIT {
    private static final Map<String, String> ORDERS = new ConcurrentHashMap<>();
    private static HttpServer orderService;

    @Autowired
    private Reconciliations reports;

    @Autowired
    private JobLock lock;

    @Autowired
    private Reconcile reconcile;

    /** Stands where order-service answers. */
    @BeforeAll
    static void standInForOrderService() throws IOException {
        orderService = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), ORDER_SERVICE), 0);
        orderService.createContext("/internal/orders/", exchange -> {
            String id = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
            String status = ORDERS.get(id);
            byte[] body = (status == null
                            ? "{\"code\":\"order-not-found\"}"
                            : "{\"orderId\":\"" + id + "\",\"status\":\"" + status + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .add("Content-Type", status == null ? "application/problem+json" : "application/json");
            exchange.sendResponseHeaders(status == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        orderService.start();
    }

    @AfterAll
    static void orderServiceGoes() {
        orderService.stop(0);
    }

    @Test
    void heldUnitsFollowTheOrderWhereItIsCertain() {
        Sale sale = openSale(20, 20);
        String cancelled = overdue(sale, "CANCELLED");
        String paid = overdue(sale, "PAID");
        String open = overdue(sale, "PENDING_PAYMENT");
        String unknown = overdue(sale, null);
        String young = sale.bought("zoe", 1);

        JsonNode report = post();

        assertThat(kinds(report, sale))
                .containsExactlyInAnyOrder(
                        "HELD_FOR_ENDED_ORDER:" + cancelled + ":true",
                        "HELD_FOR_PAID_ORDER:" + paid + ":true",
                        "HELD_FOR_OPEN_ORDER:" + open + ":false",
                        "HELD_WITHOUT_ORDER:" + unknown + ":true");
        awaitReservation(cancelled, "RELEASED");
        awaitReservation(paid, "SOLD");
        awaitReservation(open, "HELD");
        awaitReservation(unknown, "RELEASED");
        awaitReservation(young, "HELD");
        sale.awaitLedger(2, 1);
        sale.awaitGate(17);
        assertThat(entries(cancelled, "RELEASE")).isEqualTo(1);
        assertThat(entries(paid, "SELL")).isEqualTo(1);
        assertThat(kinds(post(), sale)).containsExactly("HELD_FOR_OPEN_ORDER:" + open + ":false");
        ORDERS.put(open, "CANCELLED");
        post();
    }

    @Test
    void aGateThatShowsOtherUnitsThanTheLedgerIsFilledAgain() {
        Sale sale = openSale(10, 5);
        sale.bought("ann", 3);
        sale.stock().put("available", "9");

        assertThat(kinds(post(), sale)).containsExactly("GATE_AVAILABLE:null:true");

        assertThat(sale.gateAvailable()).isEqualTo(7);
        assertThat(sale.stock().get("epoch")).isEqualTo("2");
        assertThat(kinds(post(), sale)).isEmpty();
    }

    @Test
    void aGateIsNotComparedWhileSomethingIsUnderWay() {
        Sale sale = openSale(10, 5);
        heartbeats.stop();
        try {
            sale.batch(newId(), wishes(4));
            assertThat(kinds(post(), sale))
                    .as("4 units are promised and not in the ledger yet")
                    .isEmpty();
            assertThat(sale.stock().get("epoch")).isEqualTo("1");
        } finally {
            heartbeats.start();
        }
        sale.awaitLedger(4, 0);
    }

    @Test
    void wrongCountersAreLeftToAnOperator() {
        Sale sale = openSale(10, 5);
        sale.bought("ann", 3);
        sql.sql("UPDATE campaign_item SET sold = 1 WHERE id = ?")
                .param(sale.itemId)
                .update();
        assertThat(kinds(post(), sale)).contains("COUNTERS:null:false");
        assertThat(sale.ledger()).isEqualTo(new Ledger(10, 3, 1));
        sql.sql("UPDATE campaign_item SET sold = 0 WHERE id = ?")
                .param(sale.itemId)
                .update();
        post();
    }

    @Test
    void oneInstanceAtATimeAndTheNewestAloneRepairs() {
        long[] tokens = new long[2];
        lock.tryAlone("reconciliation", reports::fence, token -> {
            tokens[0] = token;
            Thread other = Thread.ofVirtual().start(() -> {
                Answer answer = call(Role.OPERATOR, "POST", "/api/admin/inventory/reconciliations", null);
                assertThat(answer.code()).isEqualTo("reconciliation-running");
                tokens[1] = answer.status();
            });
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(tokens[1]).isEqualTo(409);
        assertThat(reconcile.reconcile("somebody", Duration.ofMinutes(2))).isPresent();
        assertThat(reports.mayRepair(tokens[0]))
                .as("a runner that was overtaken")
                .isFalse();
    }

    @Test
    void reportsAreKept() {
        String id = post().path("id").asString("");
        JsonNode listed = call(Role.OPERATOR, "GET", "/api/admin/inventory/reconciliations", null)
                .body();
        assertThat(listed.valueStream().map(report -> report.path("id").asString("")))
                .contains(id);
        Answer one = call(Role.OPERATOR, "GET", "/api/admin/inventory/reconciliations/" + id, null);
        assertThat(one.body().path("requestedBy").asString("")).isEqualTo("tester");
        assertThat(one.body().path("finishedAt").isNull()).isFalse();
        assertThat(call(Role.OPERATOR, "GET", "/api/admin/inventory/reconciliations/0", null)
                        .status())
                .isEqualTo(404);
        assertThat(call(Role.SHOPPER, "POST", "/api/admin/inventory/reconciliations", null)
                        .status())
                .isEqualTo(403);
    }

    private JsonNode post() {
        Answer answer = call(Role.OPERATOR, "POST", "/api/admin/inventory/reconciliations", null);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static List<String> kinds(JsonNode report, Sale sale) {
        return report.path("differences")
                .valueStream()
                .filter(difference -> difference.path("campaignId").asString("").equals(sale.id))
                .map(difference -> difference.path("kind").asString("") + ":"
                        + (difference.path("orderId").isNull()
                                ? "null"
                                : difference.path("orderId").asString("")) + ":"
                        + difference.path("repaired").asBoolean())
                .toList();
    }

    /** An order of an hour ago; null: order-service has never heard of it. */
    private String overdue(Sale sale, @Nullable String status) {
        String order = sale.bought("buyer", 1);
        if (status != null) ORDERS.put(order, status);
        await().atMost(SOON)
                .until(() -> sql.sql("UPDATE reservation SET admitted_at = admitted_at - INTERVAL 1 HOUR"
                                        + " WHERE order_id = ?")
                                .param(order)
                                .update()
                        == 1);
        return order;
    }
}
