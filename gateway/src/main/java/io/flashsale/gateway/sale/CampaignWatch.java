package io.flashsale.gateway.sale;

import io.flashsale.web.Caller;
import io.flashsale.web.InternalTokens;
import io.flashsale.web.Role;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the newest snapshot of the campaigns. inventory-service holds each question until there is news, a second at
 * most; the next question acknowledges them. While it is away, it is asked more often, and the last snapshot grows stale.
 */
@Component
public class CampaignWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CampaignWatch.class);
    private static final Caller GATEWAY = new Caller("gateway", Role.SERVICE);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Least time between an answer and the next question, should answers come faster than anything can change. */
    private static final Duration BREATH = Duration.ofMillis(20);

    private static final int MOST_BYTES = 16 * 1024 * 1024;

    /** A name no other gateway has. */
    private final String name = UUID.randomUUID().toString();

    private final SaleProperties properties;
    private final InternalTokens tokens;
    private final JsonMapper json;
    private final WebClient client;

    private volatile @Nullable CampaignSnapshot newest;
    private volatile @Nullable Disposable polling;
    private boolean following;

    CampaignWatch(SaleProperties properties, InternalTokens tokens, JsonMapper json, MeterRegistry meters) {
        this.properties = properties;
        this.tokens = tokens;
        this.json = json;
        HttpClient http = HttpClient.create()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) PATIENCE.toMillis())
                .responseTimeout(PATIENCE.multipliedBy(2));
        this.client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MOST_BYTES))
                .build();
        meters.gauge("flashsale.gateway.snapshot.version", this, watch -> watch.count());
        meters.gauge("flashsale.gateway.snapshot.useful", this, watch -> watch.isUseful() ? 1 : 0);
    }

    /** The newest snapshot, null before the first; it may be stale. */
    @Nullable CampaignSnapshot newest() {
        return newest;
    }

    /** Whether this is a campaign shoppers may know of. */
    public boolean knows(String campaignId) {
        CampaignSnapshot snapshot = newest;
        return snapshot != null && snapshot.knows(campaignId);
    }

    /** Whether permission to buy an item may be given now. */
    public SaleVerdict judgePermission(String campaignId, String sku) {
        CampaignSnapshot snapshot = newest;
        return snapshot == null
                ? SaleVerdict.Refuse.blind()
                : snapshot.judgePermission(campaignId, sku, System.nanoTime());
    }

    /** The sale's clock; this process's own before the first snapshot. */
    public Instant clock() {
        CampaignSnapshot snapshot = newest;
        return snapshot == null ? Instant.now() : snapshot.clock(System.nanoTime());
    }

    @Override
    public void start() {
        polling = Mono.defer(this::ask)
                .flatMap(answered -> Mono.delay(answered ? BREATH : properties.retryInterval()))
                .repeat()
                .subscribe();
    }

    /** Answers whether there was an answer. */
    private Mono<Boolean> ask() {
        long askedAt = System.nanoTime();
        return client.get()
                .uri(question())
                .headers(headers -> headers.setBearerAuth(tokens.issue(GATEWAY)))
                .retrieve()
                .bodyToMono(byte[].class)
                .timeout(PATIENCE.multipliedBy(3))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("No news of the campaigns")))
                .doOnNext(body -> accept(json.readValue(body, CampaignNews.class), askedAt))
                .thenReturn(true)
                .onErrorResume(this::lost);
    }

    private URI question() {
        UriComponentsBuilder question = UriComponentsBuilder.fromUri(properties.newsUrl())
                .queryParam("gateway", name)
                .queryParam("patienceMillis", PATIENCE.toMillis());
        CampaignSnapshot known = newest;
        if (known != null) {
            question.queryParam("version", known.version()).queryParam("heard", known.asOf());
        }
        return question.encode().build().toUri();
    }

    private void accept(CampaignNews news, long askedAt) {
        List<KnownCampaign> told = news.campaigns().stream()
                .map(one -> KnownCampaign.of(one, json))
                .toList();
        long answeredAt = System.nanoTime();
        CampaignSnapshot known = newest;
        CampaignSnapshot useful = known == null || known.isStale(answeredAt) ? null : known;
        if (useful == null || !news.asOf().isBefore(useful.asOf())) {
            newest = new CampaignSnapshot(news, told, useful, askedAt, answeredAt);
        }
        if (!following) {
            following = true;
            log.info("Following {} campaigns", told.size());
        }
    }

    private Mono<Boolean> lost(Throwable cause) {
        if (following) {
            following = false;
            log.info("Lost sight of the campaigns, forwarding every purchase: {}", String.valueOf(cause.getMessage()));
        }
        return Mono.just(false);
    }

    private long count() {
        CampaignSnapshot snapshot = newest;
        return snapshot == null ? 0 : snapshot.count();
    }

    /** The version of the news that this gateway acts on, null before the first. */
    public @Nullable String version() {
        CampaignSnapshot snapshot = newest;
        return snapshot == null ? null : snapshot.version();
    }

    private boolean isUseful() {
        CampaignSnapshot snapshot = newest;
        return snapshot != null && !snapshot.isStale(System.nanoTime());
    }

    @Override
    public void stop() {
        Objects.requireNonNull(polling, "not started").dispose();
        polling = null;
    }

    @Override
    public boolean isRunning() {
        return polling != null;
    }
}
