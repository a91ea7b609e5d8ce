package io.flashsale.order.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an order's append-only history.
 *
 * @param from null for the first step
 */
public record OrderStep(
        @Nullable OrderStatus from,
        OrderStatus to,
        Instant at,
        @Nullable OrderReason reason) {}
