package io.flashsale.loadtest.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** For every invariant: a sale that went well holds it, and one fact changed breaks it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedViolationsAreFoundIT {

    private final Auditor auditor = new Auditor(Clock.systemUTC(), Duration.ofSeconds(2));
    private SmallSale sale;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException, SQLException {
        sale = new SmallSale(folder);
    }

    @AfterAll
    void close() throws SQLException {
        sale.close();
    }

    @BeforeEach
    void rewrite() throws IOException, SQLException {
        sale.rewrite();
    }

    @Test
    void aSaleThatWentWellHoldsEverything() {
        AuditReport report = audit();

        assertThat(report.broken()).isEmpty();
        assertThat(report.findings()).noneMatch(finding -> finding.result() == Finding.Result.NOT_CHECKED);
        assertThat(report.of(Invariant.I1).numbers()).containsEntry("items", 2L).containsEntry("gates", 2L);
        assertThat(report.of(Invariant.I3).numbers()).containsEntry("sold", 3L);
        assertThat(report.of(Invariant.I4).numbers()).containsEntry("drained", 2L);
        assertThat(report.of(Invariant.I6).numbers()).containsEntry("accepted by history", 6L);
        assertThat(report.of(Invariant.I8).numbers()).containsEntry("asked more than once", 1L);
        assertThat(report.of(Invariant.I10).numbers())
                .containsEntry("captured", 298_000L)
                .containsEntry("refunded", 99_000L)
                .containsEntry("captured at the provider", 198_000L);
        assertThat(report.of(Invariant.I15).numbers()).containsEntry("sold-out answers", 1L);
    }

    @Test
    void aWatchOfASaleThatGoesWellFindsNothing() {
        assertThat(look()).isEqualTo(new Watched(1, 0, List.of()));
    }

    @Test
    void aWatchFindsAnOversellWhileItHappens() throws SQLException {
        sale.sql("inventory", "UPDATE campaign_item SET total = 0 WHERE sku = 'case'");

        assertThat(look().violations())
                .contains("campaign 1 case: held 0 + sold 1 of 0", "case: 1 units paid for of 0");
    }

    @Test
    void aWatchFindsNegativeMoneyWhileItHappens() throws SQLException {
        sale.sql("payment", "UPDATE wallet SET balance = -5 WHERE buyer_id = 'alice'");

        assertThat(look().violations()).containsExactly("1 wallets are negative");
    }

    private Watched look() {
        LiveWatch watch = new LiveWatch(sale.stores(), "1");
        watch.look();
        return watch.watched();
    }

    @Test
    void rowsThatWerePutAwayCountAsBefore() throws SQLException {
        AuditReport before = audit();
        putAway("inventory", "reservation", "ledger_entry");
        putAway("orders", "orders", "order_event", "order_unit", "order_refund");
        putAway("payment", "wallet_entry");
        putAway("reward", "points_entry");

        AuditReport report = audit();

        assertThat(report.broken()).isEmpty();
        assertThat(report.of(Invariant.I3).numbers())
                .isEqualTo(before.of(Invariant.I3).numbers());
        assertThat(report.of(Invariant.I10).numbers())
                .isEqualTo(before.of(Invariant.I10).numbers());

        sale.sql("reward", "DELETE FROM points_entry_archive WHERE order_id = '104'");
        assertThat(audit().broken()).extracting(Finding::invariant).contains(Invariant.I11);
    }

    private void putAway(String database, String... tables) throws SQLException {
        for (String table : tables) {
            sale.sql(database, "INSERT INTO %1$s_archive SELECT * FROM %1$s", table);
            sale.sql(database, "DELETE FROM %s", table);
        }
    }

    @Test
    void countsTheSaleUp() {
        Verdict verdict = auditor.auditSale(sale.stores(), "1", Optional.of(sale.history()), Optional.empty());

        assertThat(verdict.numbers().units()).isEqualTo(new SaleNumbers.Units(11, 3, 0, 8, 0));
        assertThat(verdict.numbers().orders()).isEqualTo(Map.of("FULFILLED", 3L, "CANCELLED", 1L, "REFUNDED", 1L));
        assertThat(verdict.numbers().clients().accepted()).isEqualTo(6);
        assertThat(verdict.numbers().clients().refusals()).isEqualTo(Map.of("sold-out", 1L));
        assertThat(verdict.numbers().clients().unknown()).isEqualTo(1);
        assertThat(verdict.numbers().clients().buying().calls()).isEqualTo(7);
        assertThat(verdict.numbers().money())
                .isEqualTo(new SaleNumbers.Money(298_000, 99_000, 199_000, 198_000, 99_000, true));
        assertThat(verdict.numbers().points()).isEqualTo(new SaleNumbers.Points(2_980, 990));
    }

    @Test
    void i1FindsCountersThatAreNotTheSumOfTheLedger() throws SQLException {
        sale.sql("inventory", "DELETE FROM ledger_entry WHERE order_id = '104' AND kind = 'SELL'");

        found(Invariant.I1, "campaign 1 phone sold by ledger: expected 1, found 2");
    }

    @Test
    void i1FindsAnOversell() throws SQLException {
        sale.sql("inventory", "UPDATE campaign_item SET total = 0 WHERE sku = 'case'");

        found(Invariant.I1, "campaign 1 case: held 0 + sold 1 > total 0", Invariant.I2, Invariant.I4);
    }

    @Test
    void i2FindsNegativeStock() throws SQLException {
        sale.sql("inventory", "UPDATE campaign_item SET held = -1 WHERE sku = 'phone'");

        found(Invariant.I2, "campaign 1 phone: held -1", Invariant.I1, Invariant.I3, Invariant.I4);
    }

    @Test
    void i2FindsANegativeWallet() throws SQLException {
        sale.sql("payment", "UPDATE wallet SET balance = -5 WHERE buyer_id = 'alice'");

        found(Invariant.I2, "wallet of alice: balance -5", Invariant.I10);
    }

    @Test
    void i3FindsSoldUnitsThatNoOrderOwns() throws SQLException {
        sale.sql("orders", "UPDATE orders SET sku = 'case' WHERE id = 104");

        found(Invariant.I3, "campaign 1 phone sold by orders: expected 2, found 1", Invariant.I7);
    }

    @Test
    void i4FindsAGateThatPromisesTooMuch() {
        sale.redis().hset("fs:inv:stock:{c1.i1}", "available", "9");

        found(Invariant.I4, "campaign 1 phone: the gate promises 9, the ledger allows 8", Invariant.I1);
    }

    @Test
    void i4FindsALimitTheGateForgotToRestore() {
        sale.redis().hset("fs:inv:buyers:{c1.i1}", "bob", "1");

        found(Invariant.I4, "campaign 1 phone units of bob in gate: expected 0, found 1");
    }

    @Test
    void i5FindsABuyerAboveTheLimit() throws SQLException {
        sale.sql("inventory", "UPDATE campaign_item SET per_buyer_limit = 0 WHERE sku = 'case'");

        found(Invariant.I5, "campaign 1 case: frank reserved 1, the limit is 0");
    }

    @Test
    void i6FindsAnAcceptedOrderThatIsNowhere() throws IOException {
        sale.remember("{'at':'$TIME','buyer':'hugo','op':'buy','key':'k9','outcome':'ok','status':202,'orderId':'999',"
                + "'campaign':'1','sku':'phone','quantity':1,'latencyMicros':1}");

        found(Invariant.I6, "order 999, accepted for hugo");
    }

    @Test
    void i6FindsAnOrderThatNeverEnds() throws SQLException {
        sale.sql("orders", "UPDATE orders SET status = 'PENDING_PAYMENT' WHERE id = 102");
        sale.sql("orders", "DELETE FROM order_event WHERE order_id = 102 AND seq = 2");

        found(Invariant.I6, "order 102 is still PENDING_PAYMENT", Invariant.I3);
    }

    @Test
    void i7FindsAReservationWithoutAnOrder() throws SQLException {
        sale.sql("orders", "DELETE FROM orders WHERE id = 102");

        found(Invariant.I7, "reservation 102 (RELEASED) has no order", Invariant.I6);
    }

    @Test
    void i7FindsAnOrderWithoutAReservation() throws SQLException {
        sale.sql("inventory", "DELETE FROM reservation WHERE order_id = '102'");

        found(Invariant.I7, "order 102 (CANCELLED) has no reservation");
    }

    @Test
    void i7FindsStockKeptForACancelledOrder() throws SQLException {
        sale.sql("inventory", "UPDATE reservation SET status = 'HELD' WHERE order_id = '102'");

        found(Invariant.I7, "order 102 is CANCELLED, its reservation HELD", Invariant.I3, Invariant.I4);
    }

    @Test
    void i8FindsTwoAnswersToOneKey() throws IOException {
        sale.remember("{'at':'$TIME','buyer':'alice','op':'buy','key':'k1','outcome':'refused','status':409,"
                + "'code':'limit-reached','campaign':'1','sku':'phone','quantity':1,'latencyMicros':1}");

        found(Invariant.I8, "buyer alice, key k1 was told");
    }

    @Test
    void i9FindsAnIllegalTransition() throws SQLException {
        sale.sql("orders", "UPDATE order_event SET from_status = 'CANCELLED' WHERE order_id = 104 AND seq = 3");

        found(Invariant.I9, "order 104: step 3 goes from CANCELLED to FULFILLED");
    }

    @Test
    void i9FindsALatePaymentThatWasKept() throws SQLException {
        sale.sql(
                "payment",
                "INSERT INTO payment (id, order_id, buyer_id, method, amount, currency, status, attempt,"
                        + " idempotency_key, captured_amount, refunded_amount, queries, created_at) VALUES ('p2', '102',"
                        + " 'bob', 'WALLET', 99000, 'CNY', 'CAPTURED', 1, 'late', 99000, 0, 0, '2026-01-01')");

        found(Invariant.I9, "order 102 is ended, and 99000 of its money is kept", Invariant.I10);
    }

    @Test
    void i10FindsARefundTheProviderDoesNotKnow() {
        sale.books(SmallSale.trade("p3", 99_000, 0) + "," + SmallSale.trade("p4", 99_000, 0));

        found(Invariant.I10, "refunded at the provider for payment p3: expected 0, found 99000");
    }

    @Test
    void i10FindsMoneyOnlyTheProviderKnows() {
        sale.books(SmallSale.trade("p3", 99_000, 99_000)
                + "," + SmallSale.trade("p4", 99_000, 0)
                + "," + SmallSale.trade("p9", 99_000, 0));

        found(Invariant.I10, "the provider captured 99000 for p9");
    }

    @Test
    void i10FindsAWalletThatIsNotTheSumOfItsEntries() throws SQLException {
        sale.sql("payment", "UPDATE wallet SET balance = 700 WHERE buyer_id = 'alice'");

        found(Invariant.I10, "balance of alice: expected 0, found 700");
    }

    @Test
    void i10FindsAFulfilledOrderNobodyPaid() throws SQLException {
        sale.sql("payment", "UPDATE payment SET captured_amount = 0 WHERE id = 'p1'");

        found(Invariant.I10, "money kept for order 101 (FULFILLED): expected 99000, found 0");
    }

    @Test
    void i11FindsPointsThatWereNeverGranted() throws SQLException {
        sale.sql("reward", "DELETE FROM points_entry WHERE order_id = '104'");

        found(Invariant.I11, "points for order 104: expected 990, found 0");
    }

    @Test
    void i11FindsPointsKeptAfterARefund() throws SQLException {
        sale.sql("reward", "DELETE FROM points_entry WHERE order_id = '103' AND kind = 'REVERSAL'");

        found(Invariant.I11, "points left for refunded order 103: expected 0, found 990");
    }

    @Test
    void i11FindsAMovementWithOneLineOnly() throws SQLException {
        sale.sql("reward", "DELETE FROM points_entry WHERE order_id = '104' AND account = 'ISSUED'");

        found(Invariant.I11, "both lines of the movements of dave: expected 0, found 990");
    }

    @Test
    void i11FindsFrozenPointsNobodyFroze() throws SQLException {
        sale.sql("reward", "UPDATE points_account SET frozen = 5 WHERE buyer_id = 'dave'");

        found(Invariant.I11, "frozen points of dave: expected 0, found 5");
    }

    @Test
    void i12FindsAParkedMessage() throws SQLException {
        sale.sql(
                "reward",
                "INSERT INTO parked_message (consumer_group, event_id, topic, payload, error_class, attempts,"
                        + " first_failed_at) VALUES ('g', 'e1', 't', '{}', 'java.lang.Error', 5, '2026-01-01')");

        found(Invariant.I12, "reward-service g, event e1, PARKED: java.lang.Error");
    }

    @Test
    void i12FindsAMessageDiscardedWithoutAWord() throws SQLException {
        sale.sql(
                "reward",
                "INSERT INTO parked_message (consumer_group, event_id, topic, payload, error_class, attempts,"
                        + " first_failed_at, status) VALUES ('g', 'e1', 't', '{}', 'E', 5, '2026-01-01', 'DISCARDED'),"
                        + " ('g', 'e2', 't', '{}', 'E', 5, '2026-01-01', 'REPLAYED')");

        found(Invariant.I12, "event e1, DISCARDED");
        assertThat(audit().of(Invariant.I12).violations()).isEqualTo(1);
    }

    @Test
    void i12FindsADeadJournalEntry() {
        sale.redis().xadd("fs:inv:journal-dead:{c1.i1}", redis.clients.jedis.StreamEntryID.NEW_ENTRY, Map.of("a", "b"));

        found(Invariant.I12, "gate of item 1: 1 journal entries set aside");
    }

    @Test
    void i13FindsAGlobalTransactionThatNeverEnded() throws SQLException {
        sale.sql(
                "seata",
                "INSERT INTO global_table (xid, status, begin_time) VALUES ('x1', 1, %d)",
                sale.started().toEpochMilli());

        found(Invariant.I13, "global transaction x1 has status 1");
    }

    @Test
    void i13FindsABranchThatNeverEnded() throws SQLException {
        sale.sql(
                "orders",
                "INSERT INTO tcc_fence_log (xid, branch_id, action_name, status, gmt_create, gmt_modified) VALUES"
                        + " ('x1', 1, 'order-checkout', 1, '2026-01-01', '2026-01-01'),"
                        + " ('x2', 2, 'order-checkout', 2, '2026-01-01', '2026-01-01')");

        found(Invariant.I13, "order-service: branch order-checkout of x1");
        assertThat(audit().of(Invariant.I13).violations()).isEqualTo(1);
    }

    @Test
    void i13FindsASagaThatNeverEnded() throws SQLException {
        sale.sql(
                "orders",
                "INSERT INTO seata_state_machine_inst (id, machine_id, tenant_id, gmt_started, business_key, status,"
                        + " is_running, gmt_updated) VALUES ('s1', 'm', 't', '2026-01-01', '101', 'RU', 1,"
                        + " '2026-01-01'), ('s2', 'm', 't', '2026-01-01', '104', 'SU', 0, '2026-01-01')");

        found(Invariant.I13, "saga s1 (101) is RU");
        assertThat(audit().of(Invariant.I13).violations()).isEqualTo(1);
    }

    @Test
    void i14FindsAnOrderBeforeTheSaleOpened() throws SQLException {
        sale.sql("inventory", "UPDATE reservation SET admitted_at = '%s' WHERE order_id = '104'", sale.time(-1));

        found(Invariant.I14, "reservation 104 was admitted at");
    }

    @Test
    void i14FindsAnOrderAfterTheSaleEnded() throws SQLException {
        sale.sql(
                "orders",
                "UPDATE orders SET admitted_at = '%s', token_valid_until = '%s' WHERE id = 104",
                sale.time(3_600),
                sale.time(3_630));

        found(Invariant.I14, "order 104 was admitted at");
    }

    @Test
    void i15FindsASoldOutAnswerWhileThereWasStock() throws IOException {
        sale.remember("{'at':'$TIME','buyer':'ida','op':'buy','key':'k8','outcome':'refused','status':409,"
                + "'code':'sold-out','campaign':'1','sku':'phone','quantity':1,'latencyMicros':1000}");

        found(Invariant.I15, "ida was told sold out at");
    }

    @Test
    void i16FindsARunThatDidNotComeToRest() {
        Rest rest = new Rest(Duration.ofSeconds(90), Duration.ofSeconds(60), List.of("2 journal entries"));

        AuditReport report = auditor.audit(sale.stores(), Optional.empty(), Optional.of(rest));

        assertThat(report.of(Invariant.I16).result()).isEqualTo(Finding.Result.BROKEN);
        assertThat(report.of(Invariant.I16).offenders()).containsExactly("after 90 s: 2 journal entries");
    }

    @Test
    void i17FindsAnOrderWithoutAToken() throws SQLException {
        sale.sql("orders", "UPDATE orders SET token_nonce = NULL WHERE id = 101");

        found(Invariant.I17, "order 101");
    }

    @Test
    void i17FindsATokenThatBoughtTwoOrders() throws SQLException {
        sale.sql("orders", "UPDATE orders SET token_nonce = 'nonce-101' WHERE id = 102");

        found(Invariant.I17, "one token bought orders [101, 102]");
    }

    @Test
    void i17FindsATokenThatHadRunOut() throws SQLException {
        sale.sql("orders", "UPDATE orders SET token_valid_until = admitted_at WHERE id = 101");

        found(Invariant.I17, "that ran out at");
    }

    @Test
    void seesThatEverythingRests() {
        QuietWait wait = new QuietWait(sale.stores(), Optional.of("1"), Clock.systemUTC());

        assertThat(wait.pending()).isEmpty();
        assertThat(wait.await(Duration.ofSeconds(30), pending -> {}).reached()).isTrue();
    }

    @Test
    void seesWhatIsUnderWay() throws SQLException {
        sale.redis().xadd("fs:inv:journal:{c1.i1}", redis.clients.jedis.StreamEntryID.NEW_ENTRY, Map.of("a", "b"));
        sale.redis().hdel("fs:inv:stock:{c1.i2}", "epoch");
        sale.sql("orders", "UPDATE orders SET status = 'REFUNDING' WHERE id = 103");
        sale.sql("orders", "UPDATE orders SET status = 'PENDING_PAYMENT' WHERE id = 102");
        sale.sql("inventory", "DELETE FROM reservation WHERE order_id = '101'");
        sale.sql("inventory", "UPDATE ledger_entry SET state = 'NEW' WHERE order_id = '102'");
        sale.sql("payment", "UPDATE refund SET status = 'REQUESTED'");
        sale.sql("seata", "INSERT INTO global_table (xid, status, begin_time) VALUES ('x1', 1, 1)");
        sale.sql(
                "reward",
                "INSERT INTO outbox_message (event_id, topic, tag, message_key, payload) VALUES ('e', 't', 't', 'k',"
                        + " '{}')");
        sale.sql(
                "reward",
                "INSERT INTO parked_message (consumer_group, event_id, topic, payload, error_class, attempts,"
                        + " first_failed_at, replay_at) VALUES"
                        + " ('g', 'e1', 't', '{}', 'E', 5, '2026-01-01', '2026-01-02'),"
                        + " ('g', 'e2', 't', '{}', 'E', 5, '2026-01-01', NULL)");

        QuietWait wait = new QuietWait(sale.stores(), Optional.of("1"), Clock.systemUTC());

        assertThat(wait.pending())
                .containsExactly(
                        "1 journal entries",
                        "1 gates not ready",
                        "2 ledger entries the gate does not know",
                        "1 unpaid orders",
                        "1 orders being paid, fulfilled or refunded",
                        "1 reservations or orders without the other",
                        "1 refunds",
                        "1 unsent events of reward-service",
                        "1 parked messages still to be replayed of reward-service",
                        "1 global transactions");
        assertThat(wait.await(Duration.ofMillis(1), pending -> {}).pending()).hasSize(10);
    }

    private AuditReport audit() {
        Rest rest = new Rest(Duration.ofSeconds(1), Duration.ofSeconds(60), List.of());
        return auditor.audit(sale.stores(), Optional.of(sale.history()), Optional.of(rest));
    }

    /** The invariant is broken, with that offender; beside it only those that the same fact must break, too. */
    private void found(Invariant invariant, String offender, Invariant... too) {
        AuditReport report = audit();
        Set<Invariant> expected = EnumSet.of(invariant, too);

        assertThat(report.of(invariant).offenders())
                .as(report.text())
                .anySatisfy(named -> assertThat(named).contains(offender));
        assertThat(report.broken().stream().map(Finding::invariant).collect(Collectors.toSet()))
                .as(report.text())
                .isEqualTo(expected);
        assertThat(report.holds()).isFalse();
        assertThat(report.text()).contains("✘ " + invariant);
        assertThat(report.json()).contains("\"invariant\" : \"" + invariant + "\"");
    }
}
