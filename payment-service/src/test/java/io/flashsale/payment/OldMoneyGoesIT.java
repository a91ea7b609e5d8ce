package io.flashsale.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.jobs.TakeOldRows;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Old wallet entries are archived, and the books still balance; what is unfinished stays. */
class OldMoneyGoesIT extends PaymentIT {

    @Autowired
    TakeOldRows takeOldRows;

    @Test
    void oldEntriesGoAndTheBooksStillBalance() {
        String spender = fresh("b");
        topUp(spender, 1000);
        String order = fresh("o");
        PEERS.knowOrder(order, spender, 400);
        assertThat(pay(spender, "k", order, "WALLET").paymentStatus()).isEqualTo("CAPTURED");
        assertThat(refund(fresh("r"), order, 100).status()).isEqualTo(200);
        String holder = fresh("b");
        topUp(holder, 1000);
        jdbc.update(
                "INSERT INTO wallet_hold (payment_id, buyer_id, amount, status, holder) VALUES (?, ?, 1, 'HELD', 'x')",
                fresh("p"),
                holder);
        String young = fresh("b");
        topUp(young, 1000);
        for (String buyer : new String[] {spender, holder}) {
            jdbc.update("UPDATE wallet_entry SET created_at = created_at - INTERVAL 100 DAY WHERE buyer_id = ?", buyer);
        }
        notification(fresh("decided"), "ACCEPTED", 100);
        String undecided = fresh("undecided");
        notification(undecided, "UNDECIDED", 100);

        takeOldRows.whenItIsTime();

        assertThat(entries("wallet_entry", spender)).isZero();
        assertThat(entries("wallet_entry_archive", spender)).isEqualTo(4);
        assertThat(entries("wallet_entry", holder)).isEqualTo(1);
        assertThat(entries("wallet_entry", young)).isEqualTo(1);
        assertThat(purse(spender)).isEqualTo(new Purse(700, 0));
        assertThat(
                        sum(
                                "SELECT COUNT(*) FROM provider_notification WHERE received_at < UTC_TIMESTAMP(3) - INTERVAL 90 DAY"))
                .isEqualTo(1);
        jdbc.update("DELETE FROM provider_notification WHERE notify_id = ?", undecided);
        jdbc.update("DELETE FROM wallet_hold WHERE holder = 'x'");

        Answer run = send(
                new Caller("operator-1", Role.OPERATOR),
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"day\":\"" + LocalDate.now(ZoneId.of("Asia/Shanghai")) + "\"}")),
                "/api/admin/payments/reconciliations");
        assertThat(run.status()).isEqualTo(201);
        assertThat(sum(
                        "SELECT COUNT(*) FROM reconciliation_difference WHERE between_ = 'WALLETS' AND run_id = ?",
                        run.body().path("id").asLong()))
                .isZero();
    }

    private void notification(String id, String verdict, int days) {
        jdbc.update(
                "INSERT INTO provider_notification (notify_id, payment_id, trade_no, amount, verdict, raw_body,"
                        + " received_at) VALUES (?, 'none', 't', 1, ?, '', UTC_TIMESTAMP(3) - INTERVAL ? DAY)",
                id,
                verdict,
                days);
    }

    private long entries(String table, String buyer) {
        return sum("SELECT COUNT(*) FROM " + table + " WHERE buyer_id = ?", buyer);
    }
}
