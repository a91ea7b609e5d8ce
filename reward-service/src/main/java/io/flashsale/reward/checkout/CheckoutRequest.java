package io.flashsale.reward.checkout;

import io.flashsale.reward.Fields;
import io.flashsale.reward.Money;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What payment-service wants to be held. */
record CheckoutRequest(
        @Nullable String orderId,
        @Nullable String buyerId,
        @Nullable Money orderAmount,
        @Nullable Long points,
        @Nullable String couponId) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    Checkout checked(Fields fields, String currency) {
        String order = fields.anId("orderId", orderId);
        String buyer = fields.anId("buyerId", buyerId);
        long amount = fields.amount("orderAmount", orderAmount, 1, currency);
        long many = fields.number("points", points == null ? 0L : points, 0, Fields.MOST);
        boolean anId = couponId == null || NUMBER.matcher(couponId).matches();
        fields.check(anId, "couponId", "must be the id of a coupon: up to 18 digits");
        fields.refuseFaults();
        return new Checkout(order, buyer, amount, many, couponId == null ? null : Long.valueOf(couponId));
    }
}
