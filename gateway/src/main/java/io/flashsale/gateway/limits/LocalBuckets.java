package io.flashsale.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.flashsale.gateway.limits.Limits.Quota;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** One bucket per key, in the memory of this gateway, for the keys seen last. */
final class LocalBuckets {

    /** A bucket is about 200 bytes. */
    private static final int MOST_KEYS = 50_000;

    private record Shelf(Quota quota, Cache<String, Bucket> buckets) {}

    private volatile Shelf shelf = shelf(new Quota(1, 1));

    /** Begins anew with another limit, if it is another. */
    void limit(Quota quota) {
        if (!shelf.quota().equals(quota)) {
            shelf = shelf(quota);
        }
    }

    /** Takes one from the key's bucket: 0 if there was one, else how long until there is. */
    long nanosUntilNext(String key) {
        Bucket bucket = bucket(key);
        if (bucket.tryConsume(1)) {
            return 0;
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : Math.max(1, probe.getNanosToWaitForRefill());
    }

    /** Nothing more for this key for a while: somebody who sees more of it said so. */
    void empty(String key) {
        bucket(key).tryConsumeAsMuchAsPossible();
    }

    private Bucket bucket(String key) {
        Shelf current = shelf;
        return current.buckets()
                .get(
                        key,
                        missing -> Bucket.builder()
                                .addLimit(
                                        limit -> limit.capacity(current.quota().requests())
                                                .refillGreedy(
                                                        current.quota().requests(),
                                                        Duration.ofSeconds(
                                                                current.quota().seconds())))
                                .build());
    }

    private static Shelf shelf(Quota quota) {
        return new Shelf(
                quota,
                Caffeine.newBuilder()
                        .maximumSize(MOST_KEYS)
                        .expireAfterAccess(Duration.ofSeconds(2 * quota.seconds()))
                        .build());
    }
}
