package io.flashsale.order.web;

import io.flashsale.order.application.OrderView;
import io.flashsale.order.application.OwedRefunds;
import io.flashsale.order.domain.Order;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order, as its buyer and operators see it. */
record OrderResource(
        String orderId,
        String campaignId,
        String sku,
        int quantity,
        MoneyResource amount,
        String status,
        @Nullable String reason,
        Instant placedAt,
        Instant payBefore,
        List<StepResource> history,
        List<RefundResource> refunds,
        @Nullable LatePaymentResource latePayment) {

    static OrderResource of(OrderView view) {
        Order order = view.order();
        return new OrderResource(
                order.id().toString(),
                order.campaignId(),
                order.sku(),
                order.quantity(),
                MoneyResource.of(order.amount()),
                order.status().name(),
                order.reason() == null ? null : order.reason().name(),
                order.admittedAt(),
                order.payBefore(),
                view.history().stream()
                        .map(step -> new StepResource(step.to().name(), step.at()))
                        .toList(),
                view.refunds().stream().map(RefundResource::of).toList(),
                view.late().stream().findFirst().map(LatePaymentResource::of).orElse(null));
    }

    record StepResource(String status, Instant at) {}

    /**
     * Money that came after the order's time was over.
     *
     * @param outcome REINSTATED: it pays the order after all; REFUNDED: it is back with the buyer; PENDING: being decided
     */
    record LatePaymentResource(MoneyResource amount, String outcome) {
        static LatePaymentResource of(OwedRefunds.OwedRefund late) {
            return new LatePaymentResource(
                    MoneyResource.of(late.tender().paid()),
                    late.outcome() == null ? "PENDING" : late.outcome().name());
        }
    }
}
