package io.flashsale.reward;

import org.jspecify.annotations.Nullable;

/**
 * A paid order, as far as rewards are concerned.
 *
 * @param amount minor units of the platform's currency
 * @param campaignId null if it is not known
 */
public record Purchase(
        String buyerId, long amount, @Nullable String campaignId) {}
