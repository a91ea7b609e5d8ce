package io.flashsale.gateway.risk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.flashsale.gateway.store.EdgeRedis;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What was made of callers against whom something spoke, for operators to look up within an hour. */
@Component
final class Verdicts {

    private static final Duration KEPT = Duration.ofHours(1);
    private static final int MOST_HERE = 20_000;
    private static final int PER_BUYER = 20;

    private final EdgeRedis redis;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final Cache<String, Verdict> here =
            Caffeine.newBuilder().maximumSize(MOST_HERE).expireAfterWrite(KEPT).build();

    Verdicts(EdgeRedis redis, JsonMapper json, MeterRegistry meters) {
        this.redis = redis;
        this.json = json;
        this.meters = meters;
    }

    void keep(Verdict verdict) {
        meters.counter(
                        "flashsale.gateway.risk.verdicts",
                        "verdict",
                        verdict.verdict().name())
                .increment();
        here.put(verdict.requestId(), verdict);
        if (verdict.verdict() == Verdict.Consequence.ALLOW) {
            return;
        }
        String text = json.writeValueAsString(verdict);
        String ofBuyer = "fs:edge:verdicts:buyer:" + verdict.buyer();
        redis.call(commands -> commands.setex("fs:edge:verdicts:request:" + verdict.requestId(), KEPT.toSeconds(), text)
                        .thenCombine(commands.lpush(ofBuyer, text), (kept, length) -> length)
                        .thenCombine(commands.ltrim(ofBuyer, 0, PER_BUYER - 1), (length, trimmed) -> length)
                        .thenCombine(commands.expire(ofBuyer, KEPT), (length, expires) -> length))
                .onErrorComplete()
                .subscribe();
    }

    /** By the id of a request, or those of a buyer, newest first. */
    Mono<List<Verdict>> find(String requestOrBuyer) {
        Verdict known = here.getIfPresent(requestOrBuyer);
        if (known != null) {
            return Mono.just(List.of(known));
        }
        return redis.call(commands -> commands.get("fs:edge:verdicts:request:" + requestOrBuyer))
                .map(List::of)
                .switchIfEmpty(redis.call(
                        commands -> commands.lrange("fs:edge:verdicts:buyer:" + requestOrBuyer, 0, PER_BUYER - 1)))
                .map(texts -> texts.stream()
                        .map(text -> json.readValue(text, Verdict.class))
                        .toList())
                .onErrorResume(e -> Mono.just(here.asMap().values().stream()
                        .filter(verdict -> verdict.buyer().equals(requestOrBuyer))
                        .limit(PER_BUYER)
                        .toList()));
    }
}
