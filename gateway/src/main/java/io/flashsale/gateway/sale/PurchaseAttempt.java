package io.flashsale.gateway.sale;

import io.flashsale.gateway.chain.OrderWish;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A well-formed attempt to buy. What is not well-formed is no attempt: order-service says what is wrong with it.
 *
 * @param buyerId who buys
 * @param idempotencyKey the buyer's name for this attempt
 */
record PurchaseAttempt(String buyerId, String idempotencyKey, String campaignId, String sku) {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** The attempt; null when order-service would refuse it before it asked for stock. */
    static @Nullable PurchaseAttempt of(@Nullable Caller caller, @Nullable String key, @Nullable OrderWish wish) {
        if (caller == null
                || caller.role() != Role.SHOPPER
                || key == null
                || wish == null
                || !KEY.matcher(key).matches()) {
            return null;
        }
        return new PurchaseAttempt(caller.subject(), key, wish.campaignId(), wish.sku());
    }
}
