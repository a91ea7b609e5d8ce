package io.flashsale.loadtest.auditor;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Units that were sold twice, lost, given to too few or too many, or too early. */
class StockViolationsAreFoundIT extends PlantedViolation {

    @Test
    void i1FindsCountersThatAreNotTheSumOfTheLedger() throws SQLException {
        sql("inventory", "DELETE FROM ledger_entry WHERE order_id = '104' AND kind = 'SELL'");

        found(Invariant.I1, "campaign 1 phone sold by ledger: expected 1, found 2");
    }

    @Test
    void i1FindsAnOversell() throws SQLException {
        sql("inventory", "UPDATE campaign_item SET total = 0 WHERE sku = 'case'");

        found(Invariant.I1, "campaign 1 case: held 0 + sold 1 > total 0", Invariant.I2, Invariant.I4);
    }

    @Test
    void i2FindsNegativeStock() throws SQLException {
        sql("inventory", "UPDATE campaign_item SET held = -1 WHERE sku = 'phone'");

        found(Invariant.I2, "campaign 1 phone: held -1", Invariant.I1, Invariant.I3, Invariant.I4);
    }

    @Test
    void i3FindsSoldUnitsThatNoOrderOwns() throws SQLException {
        sql("orders", "UPDATE orders SET sku = 'case' WHERE id = 104");

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
        sql("inventory", "UPDATE campaign_item SET per_buyer_limit = 0 WHERE sku = 'case'");

        found(Invariant.I5, "campaign 1 case: frank reserved 1, the limit is 0");
    }

    @Test
    void i15FindsASoldOutAnswerWhileThereWasStock() throws IOException {
        sale.remember("{'at':'$TIME','buyer':'ida','op':'buy','key':'k8','outcome':'refused','status':409,"
                + "'code':'sold-out','campaign':'1','sku':'phone','quantity':1,'latencyMicros':1000}");

        found(Invariant.I15, "ida was told sold out at");
    }
}
