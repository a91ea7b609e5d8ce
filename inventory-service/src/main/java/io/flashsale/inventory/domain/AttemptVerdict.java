package io.flashsale.inventory.domain;

import org.jspecify.annotations.Nullable;

/**
 * The answer to one attempt.
 *
 * @param originalOrderId the order admitted earlier; only with {@link Outcome#REPLAYED}
 */
public record AttemptVerdict(
        String orderId, Outcome outcome, @Nullable String originalOrderId) {}
