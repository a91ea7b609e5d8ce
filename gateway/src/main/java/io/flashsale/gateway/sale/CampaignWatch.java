package io.flashsale.gateway.sale;

import io.flashsale.web.Caller;
import io.flashsale.web.InternalTokens;
import io.flashsale.web.Role;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the newest snapshot of the live campaigns. While inventory-service is away, the last one grows stale. */
@Component
public class CampaignWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CampaignWatch.class);
    private static final Caller GATEWAY = new Caller("gateway", Role.SERVICE);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

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
                .responseTimeout(PATIENCE);
        this.client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .build();
        meters.gauge("flashsale.gateway.snapshot.version", this, CampaignWatch::version);
        meters.gauge("flashsale.gateway.snapshot.useful", this, watch -> watch.isUseful() ? 1 : 0);
    }

    /** The newest snapshot, null before the first; it may be stale. */
    @Nullable CampaignSnapshot newest() {
        return newest;
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
        polling = Mono.defer(this::poll)
                .then(Mono.delay(properties.pollInterval()))
                .repeat()
                .subscribe();
    }

    private Mono<Void> poll() {
        long askedAt = System.nanoTime();
        return client.get()
                .uri(properties.snapshotUrl())
                .headers(headers -> headers.setBearerAuth(tokens.issue(GATEWAY)))
                .retrieve()
                .bodyToMono(byte[].class)
                .timeout(PATIENCE.multipliedBy(2))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("An empty list of live campaigns")))
                .doOnNext(body -> accept(json.readValue(body, LiveCampaigns.class), askedAt))
                .then()
                .onErrorResume(this::lost);
    }

    private void accept(LiveCampaigns live, long askedAt) {
        newest = new CampaignSnapshot(version() + 1, live, askedAt, System.nanoTime());
        if (!following) {
            following = true;
            log.info("Following {} live campaigns", live.campaigns().size());
        }
    }

    private Mono<Void> lost(Throwable cause) {
        if (following) {
            following = false;
            log.info(
                    "Lost sight of the live campaigns, forwarding every purchase: {}",
                    String.valueOf(cause.getMessage()));
        }
        return Mono.empty();
    }

    /** Counts the snapshots of this process. */
    public long version() {
        CampaignSnapshot snapshot = newest;
        return snapshot == null ? 0 : snapshot.version();
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
