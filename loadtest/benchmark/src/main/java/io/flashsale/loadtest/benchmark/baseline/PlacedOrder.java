package io.flashsale.loadtest.benchmark.baseline;

import java.time.Instant;

/**
 * A row of the baselines' orders.
 *
 * @param unitPrice minor units of CNY
 */
record PlacedOrder(
        long id,
        String buyerId,
        String campaignId,
        String sku,
        int quantity,
        long unitPrice,
        String idempotencyKey,
        Instant admittedAt,
        Instant expireAt) {

    long amount() {
        return unitPrice * quantity;
    }
}
