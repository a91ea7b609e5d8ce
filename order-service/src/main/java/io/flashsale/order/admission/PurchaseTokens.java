package io.flashsale.order.admission;

import io.flashsale.order.domain.TokenNonce;
import io.flashsale.web.BoundTokens;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Verifies purchase tokens. The gateway has looked at them before, but whoever reaches this service some other way finds
 * the same door closed.
 */
public final class PurchaseTokens {

    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private final @Nullable BoundTokens tokens;
    private final boolean required;

    PurchaseTokens(PurchaseTokenProperties properties) {
        String keys = properties.keys();
        boolean given = keys != null && !keys.isBlank();
        if (properties.required() && !given) {
            throw new IllegalStateException("Set FLASHSALE_PURCHASE_TOKEN_KEYS: id:base64 of at least 32 random bytes,"
                    + " the same as for the gateway.");
        }
        this.tokens = given ? BoundTokens.of(String.valueOf(keys)) : null;
        this.required = properties.required();
    }

    /** Whether the token permits this buyer to try to buy this item from this device; its end is the gate's to judge. */
    public Permission check(
            @Nullable String token, String buyerId, String campaignId, String sku, @Nullable String deviceId) {
        if (!required && (token == null || tokens == null)) {
            return new Permission.NotAskedFor();
        }
        if (token == null
                || tokens == null
                || deviceId == null
                || !DEVICE.matcher(deviceId).matches()) {
            return new Permission.Refused();
        }
        BoundTokens.Token genuine = tokens.verify(token, campaignId, sku, deviceId);
        return genuine != null && genuine.subject().equals(buyerId)
                ? new Permission.Granted(new TokenNonce(genuine.nonce(), genuine.validUntil()))
                : new Permission.Refused();
    }

    /** Whether somebody may try to buy. */
    public sealed interface Permission {
        /** By this token. */
        record Granted(TokenNonce nonce) implements Permission {}

        /** Tokens are switched off. */
        record NotAskedFor() implements Permission {}

        /** No token, or not for this buyer, item and device. */
        record Refused() implements Permission {}
    }
}
