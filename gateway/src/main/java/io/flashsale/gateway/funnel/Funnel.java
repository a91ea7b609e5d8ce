package io.flashsale.gateway.funnel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.flashsale.gateway.store.EdgeRedis;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts in memory and reports the sums to the edge Redis once a second, one call per campaign however much happened. A
 * report whose answer was lost is sent again under its number and counts once. While Redis is away, counts wait; of
 * distinct people no more than {@link #MOST_WAITING} per campaign.
 */
@Component
public final class Funnel implements SmartLifecycle {

    static final Duration REPORT_EVERY = Duration.ofSeconds(1);
    static final int MOST_WAITING = 100_000;

    /** Takes the store a few milliseconds; the rest goes with the next report, right after. */
    static final int MOST_PER_REPORT = 4_000;

    /** A bitmap with room for this id takes 2 MB; ids beyond it are counted by HyperLogLog alone. */
    static final int HIGHEST_IN_BITMAP = 16_777_215;

    private static final Duration KEPT = Duration.ofDays(35);
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,7}");

    /** Whoever was reported lately is not reported again. */
    private static final int MOST_REMEMBERED = 50_000;

    private static final String ATTEMPTS = "attempts";
    private static final String TOKENS = "tokens";
    private static final String ADMITTED = "admitted";
    private static final String WITHOUT_NUMBER = "without-number";
    private static final String REFUSED = "refused:";
    private static final String BOT = "bot:";

    /** KEYS: counts, visitors, token holders, buyers, bitmap. ARGV: gateway, number of the report, seconds kept, report. */
    private static final String REPORT = """
        local mine = 'report:' .. ARGV[1]
        if redis.call('HGET', KEYS[1], mine) == ARGV[2] then return 0 end
        redis.call('HSET', KEYS[1], mine, ARGV[2])
        local report = cjson.decode(ARGV[4])
        for name, count in pairs(report.counts) do redis.call('HINCRBY', KEYS[1], name, count) end
        for place, people in ipairs({report.visitors, report.holders, report.buyers}) do
          for first = 1, #people, 1000 do
            redis.call('PFADD', KEYS[place + 1], unpack(people, first, math.min(first + 999, #people)))
          end
        end
        for _, id in ipairs(report.numbers) do redis.call('SETBIT', KEYS[5], id, 1) end
        for _, key in ipairs(KEYS) do redis.call('EXPIRE', key, ARGV[3]) end
        return 1
        """;

    private final EdgeRedis redis;
    private final JsonMapper json;

    /** A name no other gateway has. */
    private final String name = UUID.randomUUID().toString();

    private final Map<String, Counts> campaigns = new ConcurrentHashMap<>();
    private final Cache<String, Boolean> reported = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();
    private volatile @Nullable Disposable reporting;

    Funnel(EdgeRedis redis, JsonMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /** Somebody looked at a campaign. */
    void visit(String campaignId, String visitor) {
        distinct(campaignId, "v", visitor, of(campaignId).visitors);
    }

    /** A buyer got a purchase token. */
    void token(String campaignId, String buyer) {
        Counts counts = of(campaignId);
        counts.add(TOKENS);
        distinct(campaignId, "t", buyer, counts.holders);
    }

    /**
     * A shopper tried to buy.
     *
     * @param refusal why nothing was bought, null if something was
     */
    void attempt(String campaignId, String buyer, @Nullable String refusal) {
        Counts counts = of(campaignId);
        counts.add(ATTEMPTS);
        counts.add(refusal == null ? ADMITTED : REFUSED + refusal);
        distinct(campaignId, "b", buyer, counts.buyers);
    }

    /** Somebody was held for a script. */
    void bot(String campaignId, String consequence) {
        of(campaignId).add(BOT + consequence);
    }

    private Counts of(String campaignId) {
        return campaigns.computeIfAbsent(campaignId, id -> new Counts());
    }

    private void distinct(String campaignId, String what, String who, Set<String> waiting) {
        String key = what + campaignId + '/' + who;
        if (reported.getIfPresent(key) == null && waiting.size() < MOST_WAITING) {
            waiting.add(who);
            reported.put(key, Boolean.TRUE);
        }
    }

    /** How far shoppers of all gateways got; empty while the store is away. */
    public Mono<CampaignFunnel> read(String campaignId) {
        return redis.call(commands -> read(commands, keys(campaignId)));
    }

    private static CompletionStage<CampaignFunnel> read(RedisAsyncCommands<String, String> commands, String[] keys) {
        return commands.hgetall(keys[0])
                .thenCombine(
                        commands.pfcount(keys[1])
                                .thenCombine(commands.pfcount(keys[2]), (visitors, holders) ->
                                        new long[] {visitors, holders})
                                .thenCombine(
                                        commands.pfcount(keys[3]), (two, buyers) -> new long[] {two[0], two[1], buyers})
                                .thenCombine(commands.bitcount(keys[4]), (three, bits) ->
                                        new long[] {three[0], three[1], three[2], bits}),
                        Funnel::described);
    }

    private static CampaignFunnel described(Map<String, String> fields, long[] distinct) {
        Map<String, Long> counts = new HashMap<>();
        Map<String, Long> refusals = new TreeMap<>();
        Map<String, Long> bots = new TreeMap<>();
        fields.forEach((field, value) -> {
            if (field.startsWith(REFUSED)) {
                refusals.put(field.substring(REFUSED.length()), Long.valueOf(value));
            } else if (field.startsWith(BOT)) {
                bots.put(field.substring(BOT.length()), Long.valueOf(value));
            } else if (!field.startsWith("report:")) {
                counts.put(field, Long.valueOf(value));
            }
        });
        return new CampaignFunnel(
                distinct[0],
                distinct[1],
                counts.getOrDefault(TOKENS, 0L),
                counts.getOrDefault(ATTEMPTS, 0L),
                distinct[2],
                counts.containsKey(WITHOUT_NUMBER) ? null : distinct[3],
                counts.getOrDefault(ADMITTED, 0L),
                refusals,
                bots);
    }

    @Override
    public void start() {
        reporting = Flux.interval(REPORT_EVERY)
                .onBackpressureDrop()
                .concatMap(tick -> Flux.fromIterable(campaigns.entrySet())
                        .concatMap(campaign -> report(campaign.getKey(), campaign.getValue()))
                        .onErrorComplete())
                .subscribe();
    }

    private Mono<Long> report(String campaignId, Counts counts) {
        return Mono.defer(() -> {
            Numbered report = counts.next();
            if (report == null || !redis.isUsable()) {
                return Mono.empty();
            }
            return redis.<Long>call(commands -> commands.eval(
                            REPORT,
                            ScriptOutputType.INTEGER,
                            keys(campaignId),
                            name,
                            Long.toString(report.number()),
                            Long.toString(KEPT.toSeconds()),
                            json.writeValueAsString(report.report())))
                    .doOnNext(done -> counts.arrived())
                    .flatMap(done -> report.isFull() ? report(campaignId, counts) : Mono.just(done));
        });
    }

    /** One hash tag, so that one call may touch them all. */
    private static String[] keys(String campaignId) {
        String prefix = "fs:edge:funnel:{" + campaignId + "}:";
        return new String[] {
            prefix + "counts", prefix + "visitors", prefix + "holders", prefix + "buyers", prefix + "bitmap"
        };
    }

    @Override
    public void stop() {
        Disposable started = reporting;
        if (started != null) {
            started.dispose();
        }
        reporting = null;
    }

    @Override
    public boolean isRunning() {
        return reporting != null;
    }

    /** What is sent at once. */
    record Report(
            Map<String, Long> counts,
            Set<String> visitors,
            Set<String> holders,
            Set<String> buyers,
            List<Integer> numbers) {}

    private record Numbered(long number, Report report) {

        private boolean isFull() {
            return Stream.of(report.visitors(), report.holders(), report.buyers())
                    .anyMatch(people -> people.size() == MOST_PER_REPORT);
        }
    }

    /** What was counted for a campaign and not sent yet, and the report that has no answer yet. */
    private static final class Counts {

        private final Map<String, AtomicLong> sums = new ConcurrentHashMap<>();
        private final Set<String> visitors = ConcurrentHashMap.newKeySet();
        private final Set<String> holders = ConcurrentHashMap.newKeySet();
        private final Set<String> buyers = ConcurrentHashMap.newKeySet();

        /** Both belong to the one who reports. */
        private @Nullable Numbered sent;

        private long number;

        private void add(String what) {
            sums.computeIfAbsent(what, name -> new AtomicLong()).incrementAndGet();
        }

        /** The report to send now, null if there is nothing to say. */
        private synchronized @Nullable Numbered next() {
            if (sent != null) {
                return sent;
            }
            Map<String, Long> counts = new HashMap<>();
            sums.forEach((what, sum) -> {
                long count = sum.getAndSet(0);
                if (count > 0) {
                    counts.put(what, count);
                }
            });
            Set<String> tried = drained(buyers);
            List<Integer> numbers = tried.stream()
                    .filter(buyer -> NUMBER.matcher(buyer).matches())
                    .map(Integer::valueOf)
                    .filter(id -> id <= HIGHEST_IN_BITMAP)
                    .toList();
            if (numbers.size() < tried.size()) {
                counts.put(WITHOUT_NUMBER, (long) tried.size() - numbers.size());
            }
            Report report = new Report(counts, drained(visitors), drained(holders), tried, numbers);
            if (counts.isEmpty()
                    && report.visitors().isEmpty()
                    && report.holders().isEmpty()
                    && tried.isEmpty()) {
                return null;
            }
            sent = new Numbered(++number, report);
            return sent;
        }

        private synchronized void arrived() {
            sent = null;
        }

        private static Set<String> drained(Set<String> people) {
            Set<String> taken = new HashSet<>();
            Iterator<String> waiting = people.iterator();
            while (taken.size() < MOST_PER_REPORT && waiting.hasNext()) {
                taken.add(waiting.next());
                waiting.remove();
            }
            return taken;
        }
    }
}
