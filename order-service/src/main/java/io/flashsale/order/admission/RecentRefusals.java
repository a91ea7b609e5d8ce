package io.flashsale.order.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;

/**
 * The attempts this instance refused as sold out without asking the stock gate, so that the same key is refused again
 * even when units have come back since. Bounded in number and time; what the gate itself decided, the gate remembers.
 */
public final class RecentRefusals {

    private static final Duration REMEMBERED_FOR = Duration.ofHours(1);

    private final Cache<Key, String> bodies;

    /**
     * @param capacity attempts remembered, about 200 bytes each
     */
    public RecentRefusals(int capacity) {
        this.bodies = Caffeine.newBuilder()
                .maximumSize(capacity)
                .expireAfterWrite(REMEMBERED_FOR)
                .build();
    }

    /** Remembers a refusal. */
    public void add(String buyerId, String idempotencyKey, String bodyHash) {
        bodies.put(new Key(buyerId, idempotencyKey), bodyHash);
    }

    /** Body hash of the refused attempt, if it is remembered. */
    public Optional<String> find(String buyerId, String idempotencyKey) {
        return Optional.ofNullable(bodies.getIfPresent(new Key(buyerId, idempotencyKey)));
    }

    private record Key(String buyerId, String idempotencyKey) {}
}
