package io.flashsale.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever the provider's statement, the wallets or the orders say otherwise is found, classified, repaired or a case. */
class StatementDifferencesAreFoundIT extends PaymentIT {

    private static final Caller OPERATOR = new Caller("operator-1", Role.OPERATOR);

    @Autowired
    RedissonClient redis;

    @Test
    void findsWhatIsPlantedAndRepairsWhatIsCertain() {
        Paid first = paidAtProvider(1000);
        Paid uncaptured = paidAtProvider(700);
        jdbc.update(
                "UPDATE payment SET status = 'CLOSED', captured_amount = 0, captured_at = NULL, pays_order_id = NULL"
                        + " WHERE id = ?",
                uncaptured.payment());
        Paid refunded = paidAtProvider(500);
        String refundId = fresh("r");
        assertThat(refund(refundId, refunded.order(), 200).status()).isEqualTo(200);
        jdbc.update(
                "UPDATE refund SET status = 'REQUESTED', created_at = created_at + INTERVAL 1 HOUR WHERE refund_id = ?",
                refundId);
        Paid foreign = paidAtProvider(300);
        jdbc.update("UPDATE payment SET id = ? WHERE id = ?", fresh("renamed"), foreign.payment());
        Paid last = paidAtProvider(900);
        String buyer = fresh("b");
        topUp(buyer, 50);
        jdbc.update("UPDATE wallet SET balance = balance + 1 WHERE buyer_id = ?", buyer);
        PEERS.settled(first.order(), "CANCELLED", 0);
        PEERS.settled(last.order(), "FULFILLED", 899);
        PEERS.settled(refunded.order(), "FULFILLED", 300);
        assertThat(send(OPERATOR, HttpRequest.newBuilder().GET(), "/api/admin/payments/orders/" + refunded.order())
                        .body()
                        .valueStream()
                        .map(entry -> entry.path("what").asString()))
                .containsExactlyInAnyOrder("PAYMENT_BEGUN", "CAPTURED", "MONEY_BACK");
        planFault("statement-omits", 1);
        planFault("statement-invents", 1);
        planFault("statement-misstates", 1);

        Answer run = reconcile();

        assertThat(run.status()).isEqualTo(201);
        assertThat(run.body().path("status").asString()).isEqualTo("DONE");
        String report = report(run.body().path("id").asLong());
        assertThat(report).startsWith("id,kind,between,subject");
        assertThat(linesAbout(report, last.payment()))
                .singleElement()
                .asString()
                .contains(",AMOUNT,STATEMENT,", ",900,901,CASE");
        assertThat(linesAbout(report, "invented-"))
                .singleElement()
                .asString()
                .contains(",MISSING,STATEMENT,", ",100,CASE");
        assertThat(linesAbout(report, uncaptured.payment()))
                .singleElement()
                .asString()
                .contains(",STATE,STATEMENT,", ",0,700,REPAIRED");
        assertThat(statusOf(uncaptured.payment())).isEqualTo("CAPTURED");
        assertThat(linesAbout(report, refundId)).singleElement().asString().contains(",STATE,STATEMENT,", "REPAIRED");
        assertThat(linesAbout(report, foreign.payment()))
                .singleElement()
                .asString()
                .contains(",MISSING,STATEMENT,", "CASE");
        assertThat(linesAbout(report, "renamed-")).singleElement().asString().contains(",EXTRA,STATEMENT,", "CASE");
        assertThat(linesAbout(report, buyer)).singleElement().asString().contains(",AMOUNT,WALLETS,", ",51,50,CASE");
        assertThat(linesAbout(report, first.order()))
                .singleElement()
                .asString()
                .contains(",STATE,ORDERS,", ",1000,0,REPAIRED");
        await().untilAsserted(() -> assertThat(heard.ofOrder(first.order())).hasSize(2));
        assertThat(linesAbout(report, last.order()))
                .singleElement()
                .asString()
                .contains(",AMOUNT,ORDERS,", ",900,899,CASE");
        assertThat(linesAbout(report, refunded.order())).isEmpty();
        assertThat(report).contains(",EXTRA,STATEMENT,");
        assertThat(sum("SELECT COUNT(*) FROM statement_line")).isZero();

        String misstated = linesAbout(report, last.payment()).getFirst();
        long open = Long.parseLong(misstated.substring(0, misstated.indexOf(',')));
        assertThat(openCases()).contains(open);
        assertThat(close(open, "").status()).isEqualTo(422);
        assertThat(close(open, "The provider has corrected it.").status()).isEqualTo(204);
        assertThat(close(open, "again").status()).isEqualTo(404);
        assertThat(openCases()).doesNotContain(open);
        jdbc.update("UPDATE wallet SET balance = balance - 1 WHERE buyer_id = ?", buyer);

        Answer again = reconcile();
        assertThat(report(again.body().path("id").asLong()))
                .doesNotContain(uncaptured.payment())
                .doesNotContain(refundId)
                .doesNotContain("invented-");
    }

    @Test
    void comparesTheAmountsOfRefundsAndOfTheWalletsEntries() {
        Paid refunded = paidAtProvider(500);
        String atProvider = fresh("r");
        assertThat(refund(atProvider, refunded.order(), 200).status()).isEqualTo(200);
        jdbc.update("UPDATE refund SET amount = 199 WHERE refund_id = ?", atProvider);
        String buyer = fresh("b");
        String order = fresh("o");
        PEERS.knowOrder(order, buyer, 300);
        topUp(buyer, 300);
        String payment = pay(buyer, "k1", order, "WALLET").paymentId();
        String toWallet = fresh("r");
        assertThat(refund(toWallet, order, 100).status()).isEqualTo(200);
        jdbc.update("UPDATE wallet_entry SET held_change = -299 WHERE buyer_id = ? AND kind = 'CAPTURE'", buyer);
        jdbc.update("UPDATE wallet_entry SET balance_change = 101 WHERE reference = ?", toWallet);

        String report = report(reconcile().body().path("id").asLong());

        jdbc.update("UPDATE wallet_entry SET held_change = -300 WHERE buyer_id = ? AND kind = 'CAPTURE'", buyer);
        jdbc.update("UPDATE wallet_entry SET balance_change = 100 WHERE reference = ?", toWallet);
        assertThat(linesAbout(report, atProvider))
                .singleElement()
                .asString()
                .contains(",AMOUNT,STATEMENT,", ",199,200,CASE");
        assertThat(linesAbout(report, refunded.payment()))
                .singleElement()
                .asString()
                .contains(",AMOUNT,WALLETS,", ",200,199,CASE");
        assertThat(linesAbout(report, payment))
                .singleElement()
                .asString()
                .contains(",AMOUNT,WALLETS,", ",300,299,CASE");
        assertThat(linesAbout(report, toWallet))
                .singleElement()
                .asString()
                .contains(",AMOUNT,WALLETS,", ",100,101,CASE");
    }

    @Test
    void oneReconcilesAtATimeAndALateOneWritesNothing() {
        RLock held = redis.getFencedLock("fs:jobs:payment-service:reconciliation");
        held.lock();
        try {
            Answer busy = reconcile();
            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.retryAfter()).isNotBlank();
        } finally {
            held.unlock();
        }
        assertThat(send(
                                new Caller("b", Role.SHOPPER),
                                HttpRequest.newBuilder().GET(),
                                "/api/admin/payments/reconciliations")
                        .status())
                .isEqualTo(403);
    }

    private Answer reconcile() {
        LocalDate day = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        return post("/api/admin/payments/reconciliations", "{\"day\":\"" + day + "\"}");
    }

    private List<Long> openCases() {
        return send(OPERATOR, HttpRequest.newBuilder().GET(), "/api/admin/payments/reconciliations/cases")
                .body()
                .valueStream()
                .map(one -> one.path("id").asLong())
                .toList();
    }

    private Answer close(long difference, String note) {
        return post(
                "/api/admin/payments/reconciliations/cases/" + difference + "/close", "{\"note\":\"" + note + "\"}");
    }

    private Answer post(String path, String body) {
        return send(
                OPERATOR,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                path);
    }

    private String report(long run) {
        return plain(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port
                                + "/api/admin/payments/reconciliations/" + run + "/report.csv"))
                        .header("Authorization", "Bearer " + tokens.issue(OPERATOR))
                        .build())
                .body();
    }

    private static List<String> linesAbout(String report, String subject) {
        return report.lines().filter(line -> line.contains("," + subject)).toList();
    }

    private Paid paidAtProvider(long amount) {
        String buyer = fresh("b");
        String order = fresh("o");
        PEERS.knowOrder(order, buyer, amount);
        Answer payment = pay(buyer, "k1", order, "PROVIDER");
        buyerPaysAtProvider(payment.body());
        await().untilAsserted(() -> assertThat(statusOf(payment.paymentId())).isEqualTo("CAPTURED"));
        await().untilAsserted(() -> assertThat(heard.ofOrder(order)).hasSize(1));
        return new Paid(payment.paymentId(), order);
    }

    private record Paid(String payment, String order) {}
}
