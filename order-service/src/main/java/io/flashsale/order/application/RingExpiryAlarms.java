package io.flashsale.order.application;

import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.Orders;
import java.util.List;
import org.springframework.stereotype.Component;

/** Closes unpaid orders to the second, by alarms in memory. */
@Component
public class RingExpiryAlarms {

    private final Orders orders;
    private final ExpiryAlarms alarms;
    private final CloseUnpaidOrders closeUnpaidOrders;
    private final ExpiryProperties properties;

    RingExpiryAlarms(
            Orders orders, ExpiryAlarms alarms, CloseUnpaidOrders closeUnpaidOrders, ExpiryProperties properties) {
        this.orders = orders;
        this.alarms = alarms;
        this.closeUnpaidOrders = closeUnpaidOrders;
        this.properties = properties;
    }

    /** Sets alarms for what is due soon or overdue, whichever instance stored it. */
    public void load() {
        alarms.setAsOfNow(orders.dueWithin(alarms.lookAhead(), properties.alarms()));
    }

    /** Closes the orders whose alarms ring. */
    public void ring() {
        List<OrderId> ringing = alarms.ringing();
        for (int from = 0; from < ringing.size(); from += CloseUnpaidOrders.AT_ONCE) {
            closeUnpaidOrders.close(
                    ringing.subList(from, Math.min(ringing.size(), from + CloseUnpaidOrders.AT_ONCE)),
                    ExpiryTrigger.WHEEL);
        }
    }
}
