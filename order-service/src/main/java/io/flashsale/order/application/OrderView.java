package io.flashsale.order.application;

import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderStep;
import java.util.List;

/**
 * An order and how it came to where it is.
 *
 * @param history steps, oldest first
 * @param version steps that are stored; 0 while only the promise exists
 */
public record OrderView(Order order, List<OrderStep> history, int version) {

    public OrderView {
        history = List.copyOf(history);
    }

    /** Changes whenever the order does: when it is stored, and with every step. */
    public String tag() {
        return version + "-" + order.status();
    }

    /** Nothing more happens to it unless somebody asks for it. */
    public boolean isAtRest() {
        return version > 0 && order.status().isAtRest();
    }
}
