package io.flashsale.gateway.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Things that may be used once, on all gateways together. While the edge Redis is away each gateway knows only of its
 * own: something may then be used once per gateway, which is why nothing that buys depends on it.
 */
@Component
public final class SingleUse {

    private static final int REMEMBERED = 200_000;

    private final EdgeRedis redis;
    private final Cache<String, Boolean> seen;

    SingleUse(EdgeRedis redis) {
        this.redis = redis;
        this.seen = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(Duration.ofMinutes(10))
                .build();
    }

    /**
     * Uses a thing up.
     *
     * @param kind what sort of thing; part of the key
     * @param id unique within its kind
     * @param rememberFor at most 10 minutes: after that the thing must have lost its value anyway
     * @return false if it was used before
     */
    public Mono<Boolean> use(String kind, String id, Duration rememberFor) {
        return Mono.defer(() -> {
            String key = "fs:edge:used:" + kind + ":" + id;
            if (seen.asMap().putIfAbsent(key, Boolean.TRUE) != null) {
                return Mono.just(false);
            }
            return redis.call(commands ->
                            commands.set(key, "1", SetArgs.Builder.nx().px(rememberFor.toMillis())))
                    .map("OK"::equals)
                    // Lettuce answers a refused SET NX with nothing.
                    .defaultIfEmpty(false)
                    .onErrorReturn(EdgeRedisUnavailable.class, true);
        });
    }
}
