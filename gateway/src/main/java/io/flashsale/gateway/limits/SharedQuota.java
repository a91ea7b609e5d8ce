package io.flashsale.gateway.limits;

import io.flashsale.gateway.limits.Limits.Quota;
import io.flashsale.gateway.store.EdgeRedis;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A limit that all gateways keep together. Each asks its own memory first, which alone knows enough to refuse a flood,
 * and the edge Redis only for what it would let pass. While Redis is away each gateway keeps the limit for itself.
 */
public final class SharedQuota {

    private static final Duration KEPT_AFTER_REFILL = Duration.ofSeconds(10);

    private final String kind;
    private final EdgeRedis redis;
    private final QuotaMeters meters;
    private final LocalBuckets local = new LocalBuckets();
    private volatile Quota quota = new Quota(1, 1);
    private volatile BucketConfiguration configuration = configuration(quota);
    private volatile @Nullable Remote remote;

    private record Remote(StatefulRedisConnection<String, byte[]> connection, AsyncProxyManager<String> buckets) {}

    SharedQuota(String kind, EdgeRedis redis, QuotaMeters meters) {
        this.kind = kind;
        this.redis = redis;
        this.meters = meters;
    }

    void limit(Quota next) {
        if (!quota.equals(next)) {
            quota = next;
            configuration = configuration(next);
            local.limit(next);
        }
    }

    /** Takes one from what this gateway alone knows of: zero if there was one, else how long until there is. */
    Duration takeHere(String key) {
        Duration wait = Duration.ofNanos(local.nanosUntilNext(key));
        meters.count(wait.isZero());
        return wait;
    }

    /** Takes one: zero if there was one, else how long until there is. */
    public Mono<Duration> take(String key) {
        return taken(key).doOnNext(wait -> meters.count(wait.isZero()));
    }

    private Mono<Duration> taken(String key) {
        long wait = local.nanosUntilNext(key);
        if (wait > 0) {
            return Mono.just(Duration.ofNanos(wait));
        }
        Remote shared = shared();
        if (shared == null) {
            return Mono.just(Duration.ZERO);
        }
        return redis.call(_ -> shared.buckets()
                        .builder()
                        .build(name(key), () -> CompletableFuture.completedFuture(configuration))
                        .tryConsumeAndReturnRemaining(1))
                .map(probe -> {
                    if (probe.isConsumed()) {
                        return Duration.ZERO;
                    }
                    local.empty(key);
                    return Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
                })
                .onErrorReturn(Duration.ZERO);
    }

    /** A limit that was changed begins with new buckets. */
    private String name(String key) {
        Quota now = quota;
        return "fs:edge:quota:" + kind + ":" + now.requests() + "/" + now.seconds() + ":" + key;
    }

    private @Nullable Remote shared() {
        StatefulRedisConnection<String, byte[]> connection = redis.binary();
        Remote known = remote;
        if (connection == null || (known != null && known.connection() == connection)) {
            return known;
        }
        Remote made = new Remote(
                connection,
                Bucket4jLettuce.casBasedBuilder(connection)
                        .expirationAfterWrite(
                                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_AFTER_REFILL))
                        .build()
                        .asAsync());
        remote = made;
        return made;
    }

    private static BucketConfiguration configuration(Quota quota) {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(quota.requests())
                        .refillGreedy(quota.requests(), Duration.ofSeconds(quota.seconds())))
                .build();
    }
}
