package io.flashsale.order.application;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may have a paid order's money given back.
 *
 * @param shopperWithin how long after its admission a shopper may return an order; later it takes an operator
 * @param dualControlAbove refunds of more than that, in minor units, asked for by an operator need a second one
 */
@ConfigurationProperties("flashsale.refunds")
record RefundPolicy(
        @DefaultValue("7d") Duration shopperWithin,
        @DefaultValue("500000") long dualControlAbove) {
    RefundPolicy {
        if (dualControlAbove < 0) {
            throw new IllegalArgumentException("flashsale.refunds.dual-control-above must not be negative");
        }
    }
}
