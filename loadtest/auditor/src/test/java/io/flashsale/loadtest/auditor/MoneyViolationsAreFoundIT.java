package io.flashsale.loadtest.auditor;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Money and points that appeared, disappeared, or were kept. */
class MoneyViolationsAreFoundIT extends PlantedViolation {

    @Test
    void i2FindsANegativeWallet() throws SQLException {
        sql("payment", "UPDATE wallet SET balance = -5 WHERE buyer_id = 'alice'");

        found(Invariant.I2, "wallet of alice: balance -5", Invariant.I10);
    }

    @Test
    void i9FindsALatePaymentThatWasKept() throws SQLException {
        sql(
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
        sql("payment", "UPDATE wallet SET balance = 700 WHERE buyer_id = 'alice'");

        found(Invariant.I10, "balance of alice: expected 0, found 700");
    }

    @Test
    void i10FindsAFulfilledOrderNobodyPaid() throws SQLException {
        sql("payment", "UPDATE payment SET captured_amount = 0 WHERE id = 'p1'");

        found(Invariant.I10, "money kept for order 101 (FULFILLED): expected 99000, found 0");
    }

    @Test
    void i11FindsPointsThatWereNeverGranted() throws SQLException {
        sql("reward", "DELETE FROM points_entry WHERE order_id = '104'");

        found(Invariant.I11, "points for order 104: expected 990, found 0");
    }

    @Test
    void i11FindsPointsKeptAfterARefund() throws SQLException {
        sql("reward", "DELETE FROM points_entry WHERE order_id = '103' AND kind = 'REVERSAL'");

        found(Invariant.I11, "points left for refunded order 103: expected 0, found 990");
    }

    @Test
    void i11FindsAMovementWithOneLineOnly() throws SQLException {
        sql("reward", "DELETE FROM points_entry WHERE order_id = '104' AND account = 'ISSUED'");

        found(Invariant.I11, "both lines of the movements of dave: expected 0, found 990");
    }

    @Test
    void i11FindsFrozenPointsNobodyFroze() throws SQLException {
        sql("reward", "UPDATE points_account SET frozen = 5 WHERE buyer_id = 'dave'");

        found(Invariant.I11, "frozen points of dave: expected 0, found 5");
    }
}
