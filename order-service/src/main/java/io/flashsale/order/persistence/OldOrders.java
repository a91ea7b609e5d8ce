package io.flashsale.order.persistence;

import io.flashsale.jobs.OldRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What becomes of orders that are over. */
@Configuration(proxyBeanMethods = false)
class OldOrders {

    /** Orders at their end, of which no refund is open and no money is owed. */
    @Bean
    OldRows oldEndedOrders() {
        return OldRows.of("orders", "updated_at")
                .when("status IN ('CANCELLED', 'FULFILLED', 'REFUNDED')"
                        + " AND NOT EXISTS (SELECT 1 FROM order_refund r WHERE r.order_id = orders.id"
                        + " AND r.status IN ('AWAITING_APPROVAL', 'RUNNING'))"
                        + " AND NOT EXISTS (SELECT 1 FROM owed_refund w WHERE w.order_id = orders.id"
                        + " AND w.refunded_at IS NULL)")
                .by("id", "created_at")
                .with("order_event", "order_id")
                .with("order_unit", "order_id")
                .with("order_refund", "order_id")
                .archived();
    }

    /** The order never came, and its message is long gone. */
    @Bean
    OldRows oldTombstones() {
        return OldRows.of("order_tombstone", "created_at").deleted();
    }
}
