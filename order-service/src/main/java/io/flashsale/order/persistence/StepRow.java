package io.flashsale.order.persistence;

import io.flashsale.order.domain.OrderReason;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.OrderStep;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A row of {@code order_event}. */
record StepRow(
        @Nullable String fromStatus,
        String toStatus,
        LocalDateTime at,
        @Nullable String reason) {

    OrderStep toStep() {
        return new OrderStep(
                fromStatus == null ? null : OrderStatus.valueOf(fromStatus),
                OrderStatus.valueOf(toStatus),
                at.toInstant(ZoneOffset.UTC),
                reason == null ? null : OrderReason.valueOf(reason));
    }
}
