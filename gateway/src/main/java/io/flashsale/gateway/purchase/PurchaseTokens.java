package io.flashsale.gateway.purchase;

import io.flashsale.gateway.chain.OrderWish;
import io.flashsale.gateway.sale.CampaignWatch;
import io.flashsale.web.BoundTokens;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Permission to place one order, bound to buyer, item and device. It is made here; order-service verifies it again, and
 * the stock gate's script sees to it that its nonce buys one answer.
 */
@Component
public final class PurchaseTokens {

    /** What a device may call itself. */
    static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private static final int NONCE_BYTES = 16;

    private final PurchaseProperties properties;
    private final BoundTokens tokens;
    private final CampaignWatch sale;
    private final SecureRandom random = new SecureRandom();

    PurchaseTokens(PurchaseProperties properties, CampaignWatch sale) {
        String keys = properties.keys();
        if (keys == null || keys.isBlank()) {
            throw new IllegalStateException("Set FLASHSALE_PURCHASE_TOKEN_KEYS: id:base64 of at least 32 random bytes,"
                    + " the same as for order-service. To change keys, put the new one first: 'k2:…,k1:…'.");
        }
        this.properties = properties;
        this.tokens = BoundTokens.of(keys);
        this.sale = sale;
    }

    /** A token and the moment from which it is worth nothing. */
    record Issued(String token, Instant expiresAt) {}

    Issued issue(String buyerId, String campaignId, String sku, String deviceId) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        Instant expiresAt = sale.clock().plus(properties.life());
        return new Issued(
                tokens.issue(
                        buyerId,
                        Base64.getUrlEncoder().withoutPadding().encodeToString(nonce),
                        expiresAt,
                        campaignId,
                        sku,
                        deviceId),
                expiresAt);
    }

    /**
     * What a genuine token says that was made for this wish and device; null for everything else. Tokens that ran out
     * long ago count as nothing; one that ran out lately may still ask for the answer it bought.
     */
    BoundTokens.@Nullable Token verify(String token, OrderWish wish, String deviceId) {
        if (!DEVICE.matcher(deviceId).matches()) {
            return null;
        }
        BoundTokens.Token genuine = tokens.verify(token, wish.campaignId(), wish.sku(), deviceId);
        return genuine == null || sale.clock().isAfter(genuine.validUntil().plus(properties.answersFor()))
                ? null
                : genuine;
    }

    /** The key with which a token's holder signs orders; null if the token is not one of ours. */
    public byte @Nullable [] signingKey(String token) {
        return tokens.keyOf(token);
    }

    boolean areRequired() {
        return properties.required();
    }
}
