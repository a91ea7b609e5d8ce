package io.flashsale.order.application;

import io.flashsale.order.application.OwedRefunds.OwedRefund;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderRefund;
import io.flashsale.order.domain.OrderStep;
import java.util.List;

/**
 * An order and how it came to where it is.
 *
 * @param history steps, oldest first
 * @param version steps that are stored; 0 while only the promise exists
 * @param refunds what of it went back, or is going to, oldest first
 * @param late money that found it cancelled, and what became of that
 */
public record OrderView(
        Order order, List<OrderStep> history, int version, List<OrderRefund> refunds, List<OwedRefund> late) {

    public OrderView {
        history = List.copyOf(history);
        refunds = List.copyOf(refunds);
        late = List.copyOf(late);
    }

    /** Changes whenever the order does: when it is stored, with every step, and with every refund of some of it. */
    public String tag() {
        String steps = version + "-" + order.status();
        if (refunds.isEmpty() && late.isEmpty()) {
            return steps;
        }
        long open = refunds.stream().filter(refund -> refund.status().isOpen()).count();
        long running = refunds.stream()
                .filter(refund -> refund.status() == OrderRefund.Status.RUNNING)
                .count();
        long owed = late.stream().filter(refund -> refund.outcome() == null).count();
        return "%s-%d.%d.%d-%d.%d".formatted(steps, refunds.size(), open, running, late.size(), owed);
    }

    /** Nothing more happens to it unless somebody asks for it. */
    public boolean isAtRest() {
        return version > 0 && order.status().isAtRest();
    }
}
