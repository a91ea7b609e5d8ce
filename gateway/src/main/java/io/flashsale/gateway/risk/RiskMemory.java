package io.flashsale.gateway.risk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.flashsale.gateway.store.EdgeRedis;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What was noted about callers in the last ten minutes, by all gateways; while the edge Redis is away, by this one. Every
 * cache is bounded: a flood of new identities pushes out the oldest.
 */
@Component
public final class RiskMemory {

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST_KEYS = 50_000;
    private static final int MOST_BUYERS = 200;

    private final EdgeRedis redis;
    private final Cache<String, Map<Signal, Integer>> noted = cache();
    private final Cache<String, Set<String>> buyersByPlace = cache();
    private final Cache<String, Long> challengedAtNanos = cache();
    private final Cache<String, String> keyByNonce = cache();

    RiskMemory(EdgeRedis redis) {
        this.redis = redis;
    }

    /** Counts a signal against a buyer. */
    public void note(String buyer, Signal signal) {
        noted.get(buyer, missing -> new ConcurrentHashMap<>()).merge(signal, 1, Integer::sum);
        String key = "fs:edge:risk:" + buyer;
        redis.call(commands -> commands.hincrby(key, signal.field(), 1)
                        .thenCombine(commands.expire(key, REMEMBERED), (count, expires) -> count))
                .onErrorComplete()
                .subscribe();
    }

    /** What is known to this gateway alone, at no cost. */
    Map<Signal, Integer> notedHere(String buyer) {
        Map<Signal, Integer> here = noted.getIfPresent(buyer);
        return here == null ? Map.of() : here;
    }

    /** What all gateways noted about a buyer. */
    Mono<Map<Signal, Integer>> noted(String buyer) {
        return redis.call(commands -> commands.hgetall("fs:edge:risk:" + buyer))
                .map(fields -> {
                    Map<Signal, Integer> counts = new EnumMap<>(Signal.class);
                    for (Signal signal : Signal.values()) {
                        String count = fields.get(signal.field());
                        if (count != null) {
                            counts.put(signal, Integer.valueOf(count));
                        }
                    }
                    return counts;
                })
                .onErrorResume(e -> Mono.just(new HashMap<>(notedHere(buyer))));
    }

    /**
     * How many buyers came from one place, this one among them.
     *
     * @param place a device or an address
     */
    Mono<Long> buyersAt(String place, String buyer) {
        Set<String> here = buyersByPlace.get(place, missing -> ConcurrentHashMap.newKeySet());
        if (here.size() < MOST_BUYERS) {
            here.add(buyer);
        }
        String key = "fs:edge:buyers:" + place;
        return redis.call(commands -> counted(commands, key, buyer)).onErrorResume(e -> Mono.just((long) here.size()));
    }

    /** Counted by HyperLogLog: 12 KB at most, however many come. */
    private static CompletionStage<Long> counted(
            RedisAsyncCommands<String, String> commands, String key, String buyer) {
        return commands.pfadd(key, buyer)
                .thenCombine(commands.expire(key, REMEMBERED), (added, expires) -> added)
                .thenCombine(commands.pfcount(key), (added, count) -> count);
    }

    /** The buyer has something to solve from now on. */
    void gaveChallenge(String buyer) {
        challengedAtNanos.put(buyer, System.nanoTime());
    }

    /** How long ago that was; null if it was not here. */
    @Nullable Duration sinceChallenge(String buyer) {
        Long at = challengedAtNanos.getIfPresent(buyer);
        return at == null ? null : Duration.ofNanos(System.nanoTime() - at);
    }

    /** Whether a token came under another key before. */
    boolean isReused(String nonce, String idempotencyKey) {
        String before = keyByNonce.asMap().putIfAbsent(nonce, idempotencyKey);
        return before != null && !before.equals(idempotencyKey);
    }

    private static <V> Cache<String, V> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterWrite(REMEMBERED)
                .build();
    }
}
