package io.flashsale.gateway.sale;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.stereotype.Component;

/**
 * The attempts this gateway has forwarded. Their answer is known to order-service only, and may be a yes: a retry must
 * get that answer, even when the item has sold out since.
 */
@Component
final class ForwardedKeys {

    private record Key(String buyerId, String idempotencyKey) {}

    private final Cache<Key, Boolean> forwarded;

    ForwardedKeys(SaleProperties properties) {
        this.forwarded = Caffeine.newBuilder()
                .maximumSize(properties.rememberedKeys())
                .expireAfterAccess(properties.rememberedFor())
                .build();
    }

    boolean contains(PurchaseAttempt attempt) {
        return forwarded.getIfPresent(key(attempt)) != null;
    }

    void add(PurchaseAttempt attempt) {
        forwarded.put(key(attempt), Boolean.TRUE);
    }

    private static Key key(PurchaseAttempt attempt) {
        return new Key(attempt.buyerId(), attempt.idempotencyKey());
    }
}
