package io.flashsale.gateway.sale;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * What this gateway did with an attempt the first time it saw its key: the same key is treated the same. An attempt that
 * was forwarded has an answer only order-service knows, and it may be a yes, even when the item has sold out since; one
 * that was refused here stays refused, even when units have come back since.
 */
@Component
final class RememberedAttempts {

    private record Key(String buyerId, String idempotencyKey, String campaignId, String sku) {}

    private final Cache<Key, SaleVerdict> verdicts;

    RememberedAttempts(SaleProperties properties) {
        this.verdicts = Caffeine.newBuilder()
                .maximumSize(properties.rememberedKeys())
                .expireAfterAccess(properties.rememberedFor())
                .build();
    }

    /** The first verdict on this attempt, judged now if there is none yet. */
    SaleVerdict verdict(PurchaseAttempt attempt, Supplier<SaleVerdict> judge) {
        Key key = new Key(attempt.buyerId(), attempt.idempotencyKey(), attempt.campaignId(), attempt.sku());
        SaleVerdict known = verdicts.getIfPresent(key);
        if (known != null) {
            return known;
        }
        SaleVerdict verdict = judge.get();
        if (!verdict.isFinal()) {
            return verdict;
        }
        SaleVerdict first = verdicts.asMap().putIfAbsent(key, verdict);
        return first == null ? verdict : first;
    }
}
