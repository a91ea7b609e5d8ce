package io.flashsale.gateway.live;

import io.flashsale.gateway.funnel.CampaignFunnel;
import io.flashsale.gateway.funnel.Funnel;
import io.flashsale.gateway.live.LiveSale.Refusal;
import io.flashsale.web.Caller;
import io.flashsale.web.InternalTokens;
import io.flashsale.web.Role;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks at a sale every {@link #PERIOD} while at least one operator does, once for all of them. What it reads are sums,
 * so that it costs the same however many buy.
 */
@Component
class WatchSale {

    static final Duration PERIOD = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final Caller GATEWAY = new Caller("gateway", Role.OPERATOR);

    private static final String DECISIONS = "flashsale_purchase_decisions_total";
    private static final String LANE_DEPTH = "flashsale_purchase_lane_depth";
    private static final String OUTBOX_AGE = "flashsale_outbox_oldest_age_seconds";
    private static final String PARKED = "flashsale_messages_parked";
    private static final String JOURNAL = "flashsale_journal_waiting";
    private static final String JOURNAL_AGE = "flashsale_journal_lag_seconds";
    private static final String MESSAGE_DELAY = "flashsale_messages_delay_seconds_max";
    private static final List<String> METRICS =
            List.of(DECISIONS, LANE_DEPTH, OUTBOX_AGE, PARKED, JOURNAL, JOURNAL_AGE, MESSAGE_DELAY);
    private static final String ADMITTED = "admitted";

    /** What the gateway answers to purchases by itself. */
    private static final List<String> EDGE_REFUSALS = List.of(
            "sold-out", "not-open-yet", "campaign-paused", "campaign-closed", "limit-reached", "too-many-requests");

    private final ServiceUrls services;
    private final InternalTokens tokens;
    private final JsonMapper json;
    private final Funnel funnel;
    private final MeterRegistry meters;
    private final Clock clock;
    private final WebClient client;
    private final Map<String, Flux<LiveSale>> watched = new ConcurrentHashMap<>();

    WatchSale(
            ServiceUrls services,
            InternalTokens tokens,
            JsonMapper json,
            Funnel funnel,
            MeterRegistry meters,
            Clock clock) {
        this.services = services;
        this.tokens = tokens;
        this.json = json;
        this.funnel = funnel;
        this.meters = meters;
        this.clock = clock;
        HttpClient http = HttpClient.create()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) PATIENCE.toMillis())
                .responseTimeout(PATIENCE);
        this.client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MOST_BYTES))
                .build();
    }

    /** Sales somebody looks at now. */
    int watching() {
        return watched.size();
    }

    private record Seen(
            @Nullable JsonNode campaign,
            @Nullable CampaignFunnel funnel,
            Map<String, Optional<Exposition>> services,
            Instant at) {}

    /** The sale of a campaign, now and from then on. */
    Flux<LiveSale> of(String campaignId) {
        return watched.computeIfAbsent(
                campaignId,
                id -> Flux.interval(Duration.ZERO, PERIOD)
                        .onBackpressureDrop()
                        .concatMap(tick -> look(id), 1)
                        .scan(
                                new Step(null, null),
                                (before, seen) -> new Step(seen, describe(seen, before.sale(), before.seen())))
                        .skip(1)
                        .map(step -> Objects.requireNonNull(step.sale()))
                        .doFinally(signal -> watched.remove(id))
                        .replay(1)
                        .refCount());
    }

    private record Step(@Nullable Seen seen, @Nullable LiveSale sale) {}

    private Mono<Seen> look(String campaignId) {
        List<Mono<Map.Entry<String, Optional<Exposition>>>> asked = services.byName().entrySet().stream()
                .map(service -> scrape(service.getValue()).map(found -> Map.entry(service.getKey(), found)))
                .toList();
        Mono<Map<String, Optional<Exposition>>> counts =
                Flux.merge(asked).collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new);
        Mono<Optional<CampaignFunnel>> people =
                funnel.read(campaignId).map(Optional::of).onErrorReturn(Optional.empty());
        return Mono.zip(campaign(campaignId), people, counts)
                .map(seen ->
                        new Seen(seen.getT1().orElse(null), seen.getT2().orElse(null), seen.getT3(), clock.instant()));
    }

    private Mono<Optional<JsonNode>> campaign(String id) {
        return client.get()
                .uri(services.inventory() + "/api/admin/campaigns/{id}", id)
                .headers(headers -> headers.setBearerAuth(tokens.issue(GATEWAY)))
                .retrieve()
                .bodyToMono(byte[].class)
                .map(body -> Optional.of(json.readTree(body)))
                .timeout(PATIENCE)
                .onErrorResume(lost -> Mono.just(Optional.empty()))
                .defaultIfEmpty(Optional.empty());
    }

    private Mono<Optional<Exposition>> scrape(URI service) {
        return client.get()
                .uri(service + "/actuator/prometheus")
                .retrieve()
                .bodyToMono(String.class)
                .map(text -> Optional.of(Exposition.parse(text, METRICS)))
                .timeout(PATIENCE)
                .onErrorResume(lost -> Mono.just(Optional.empty()))
                .defaultIfEmpty(Optional.empty());
    }

    private LiveSale describe(Seen seen, @Nullable LiveSale before, @Nullable Seen seenBefore) {
        Map<String, Long> refusals = new TreeMap<>();
        long admitted = 0;
        long attempts = 0;
        for (Counter counter : meters.find("flashsale.gateway.refusals").counters()) {
            long count = Math.round(counter.count());
            String reason = String.valueOf(counter.getId().getTag("reason"));
            refusals.merge(reason, count, Long::sum);
            attempts += EDGE_REFUSALS.contains(reason) ? count : 0;
        }
        for (Optional<Exposition> service : seen.services().values()) {
            Map<String, Double> decisions =
                    service.map(found -> found.by(DECISIONS, "outcome")).orElse(Map.of());
            for (Map.Entry<String, Double> decision : decisions.entrySet()) {
                long count = Math.round(decision.getValue());
                attempts += count;
                if (decision.getKey().equals(ADMITTED)) {
                    admitted += count;
                } else {
                    refusals.merge(decision.getKey(), count, Long::sum);
                }
            }
        }
        double seconds = seenBefore == null
                ? 0
                : Duration.between(seenBefore.at(), seen.at()).toMillis() / 1000.0;
        return new LiveSale(
                seen.at(),
                seen.campaign(),
                seen.funnel(),
                new LiveSale.Totals(attempts, admitted),
                new LiveSale.Rates(
                        before == null
                                ? 0
                                : perSecond(attempts - before.totals().attempts(), seconds),
                        seenBefore == null ? 0 : perSecond(taken(seen) - taken(seenBefore), seconds)),
                refusals.entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(entry -> new Refusal(entry.getKey(), entry.getValue()))
                        .sorted(Comparator.comparingLong(Refusal::count).reversed())
                        .toList(),
                lags(seen),
                health(seen));
    }

    private static double perSecond(long change, double seconds) {
        return seconds <= 0 ? 0 : Math.max(0, change) / seconds;
    }

    private static long taken(Seen seen) {
        long taken = 0;
        if (seen.campaign() != null) {
            for (JsonNode item : seen.campaign().path("items")) {
                taken += item.path("held").asLong(0) + item.path("sold").asLong(0);
            }
        }
        return taken;
    }

    private static LiveSale.Lags lags(Seen seen) {
        return new LiveSale.Lags(
                rounded(total(seen, LANE_DEPTH)),
                millis(extreme(seen, OUTBOX_AGE)),
                rounded(parked(seen)),
                rounded(total(seen, JOURNAL)),
                millis(extreme(seen, JOURNAL_AGE)),
                millis(extreme(seen, MESSAGE_DELAY)));
    }

    private static @Nullable Double total(Seen seen, String metric) {
        List<Double> found = found(seen, counts -> counts.sum(metric));
        return found.isEmpty()
                ? null
                : found.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Services count those they have; where all answer and none does, there are none. */
    private static @Nullable Double parked(Seen seen) {
        Double counted = total(seen, PARKED);
        if (counted == null && seen.services().values().stream().allMatch(Optional::isPresent)) {
            return 0.0;
        }
        return counted;
    }

    private static @Nullable Double extreme(Seen seen, String metric) {
        return found(seen, counts -> counts.max(metric)).stream()
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static List<Double> found(Seen seen, Function<Exposition, @Nullable Double> number) {
        List<Double> found = new ArrayList<>();
        for (Optional<Exposition> service : seen.services().values()) {
            Double one = service.isPresent() ? number.apply(service.get()) : null;
            if (one != null) {
                found.add(one);
            }
        }
        return found;
    }

    private static @Nullable Long millis(@Nullable Double seconds) {
        return rounded(seconds == null ? null : seconds * 1000);
    }

    private static @Nullable Long rounded(@Nullable Double value) {
        return value == null ? null : Math.round(value);
    }

    private static List<LiveSale.ServiceHealth> health(Seen seen) {
        Map<String, String> health = new LinkedHashMap<>();
        health.put("gateway", "UP");
        seen.services().forEach((name, found) -> health.put(name, found.isPresent() ? "UP" : "DOWN"));
        return health.entrySet().stream()
                .map(entry -> new LiveSale.ServiceHealth(entry.getKey(), entry.getValue()))
                .toList();
    }
}
