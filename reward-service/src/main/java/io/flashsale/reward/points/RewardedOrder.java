package io.flashsale.reward.points;

import io.flashsale.reward.Purchase;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What an order has earned and lost, in points.
 *
 * @param buyerId null until it is granted
 * @param amount minor units it was granted for
 * @param refunded minor units that partial refunds have given back
 * @param reversed never more than granted
 * @param closed it is refunded as a whole, and earns nothing any more
 */
record RewardedOrder(
        String orderId,
        @Nullable String buyerId,
        @Nullable Long amount,
        @Nullable String campaignId,
        long granted,
        long refunded,
        long reversed,
        boolean closed) {

    boolean grantedFor(Purchase purchase) {
        return amount != null && new Purchase(String.valueOf(buyerId), amount, campaignId).equals(purchase);
    }

    RewardedOrder granted(Purchase purchase, long points) {
        return new RewardedOrder(
                orderId, purchase.buyerId(), purchase.amount(), purchase.campaignId(), points, refunded, 0, closed);
    }

    /**
     * The order after a part of its price was given back: the share of its points that is reversed is the share of the
     * price that was refunded, rounded down, and all of it once the whole price is.
     */
    RewardedOrder refunded(long part, long whole) {
        long sum = refunded + part;
        long share = sum >= whole
                ? granted
                : BigInteger.valueOf(granted)
                        .multiply(BigInteger.valueOf(sum))
                        .divide(BigInteger.valueOf(whole))
                        .longValueExact();
        return new RewardedOrder(
                orderId, buyerId, amount, campaignId, granted, sum, Math.max(share, reversed), closed || sum >= whole);
    }

    /** The order after it was reversed as a whole. */
    RewardedOrder reversedAll() {
        return new RewardedOrder(orderId, buyerId, amount, campaignId, granted, refunded, granted, true);
    }
}
