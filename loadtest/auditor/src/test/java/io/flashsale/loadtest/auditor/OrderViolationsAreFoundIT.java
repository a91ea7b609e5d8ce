package io.flashsale.loadtest.auditor;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Orders that got lost, doubled, stuck, or in without permission. */
class OrderViolationsAreFoundIT extends PlantedViolation {

    @Test
    void i6FindsAnAcceptedOrderThatIsNowhere() throws IOException {
        sale.remember("{'at':'$TIME','buyer':'hugo','op':'buy','key':'k9','outcome':'ok','status':202,'orderId':'999',"
                + "'campaign':'1','sku':'phone','quantity':1,'latencyMicros':1}");

        found(Invariant.I6, "order 999, accepted for hugo");
    }

    @Test
    void i6FindsAnOrderThatNeverEnds() throws SQLException {
        sql("orders", "UPDATE orders SET status = 'PENDING_PAYMENT' WHERE id = 102");
        sql("orders", "DELETE FROM order_event WHERE order_id = 102 AND seq = 2");

        found(Invariant.I6, "order 102 is still PENDING_PAYMENT", Invariant.I3);
    }

    @Test
    void i7FindsAReservationWithoutAnOrder() throws SQLException {
        sql("orders", "DELETE FROM orders WHERE id = 102");

        found(Invariant.I7, "reservation 102 (RELEASED) has no order", Invariant.I6);
    }

    @Test
    void i7FindsAnOrderWithoutAReservation() throws SQLException {
        sql("inventory", "DELETE FROM reservation WHERE order_id = '102'");

        found(Invariant.I7, "order 102 (CANCELLED) has no reservation");
    }

    @Test
    void i7FindsStockKeptForACancelledOrder() throws SQLException {
        sql("inventory", "UPDATE reservation SET status = 'HELD' WHERE order_id = '102'");

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
        sql("orders", "UPDATE order_event SET from_status = 'CANCELLED' WHERE order_id = 104 AND seq = 3");

        found(Invariant.I9, "order 104: step 3 goes from CANCELLED to FULFILLED");
    }

    @Test
    void i14FindsAnOrderBeforeTheSaleOpened() throws SQLException {
        sql("inventory", "UPDATE reservation SET admitted_at = '%s' WHERE order_id = '104'", sale.time(-1));

        found(Invariant.I14, "reservation 104 was admitted at");
    }

    @Test
    void i14FindsAnOrderAfterTheSaleEnded() throws SQLException {
        sql(
                "orders",
                "UPDATE orders SET admitted_at = '%s', token_valid_until = '%s' WHERE id = 104",
                sale.time(3_600),
                sale.time(3_630));

        found(Invariant.I14, "order 104 was admitted at");
    }

    @Test
    void i17FindsAnOrderWithoutAToken() throws SQLException {
        sql("orders", "UPDATE orders SET token_nonce = NULL WHERE id = 101");

        found(Invariant.I17, "order 101");
    }

    @Test
    void i17FindsATokenThatBoughtTwoOrders() throws SQLException {
        sql("orders", "UPDATE orders SET token_nonce = 'nonce-101' WHERE id = 102");

        found(Invariant.I17, "one token bought orders [101, 102]");
    }

    @Test
    void i17FindsATokenThatHadRunOut() throws SQLException {
        sql("orders", "UPDATE orders SET token_valid_until = admitted_at WHERE id = 101");

        found(Invariant.I17, "that ran out at");
    }
}
