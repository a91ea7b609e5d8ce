package io.flashsale.gateway.limits;

import com.alibaba.csp.sentinel.adapter.gateway.common.rule.GatewayParamFlowItem;
import com.alibaba.csp.sentinel.datasource.AbstractDataSource;
import com.alibaba.csp.sentinel.property.DynamicSentinelProperty;
import com.alibaba.csp.sentinel.property.SimplePropertyListener;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.flashsale.gateway.store.EdgeRedis;
import io.lettuce.core.ScriptOutputType;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The limits in force, the same on all gateways: a Sentinel data source over the edge Redis, read twice a second. While
 * Redis is away, the last ones stay in force; a gateway that starts without it begins with those it was packaged with.
 */
@Component
public final class LimitsInForce implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LimitsInForce.class);
    private static final Duration READ_EVERY = Duration.ofMillis(500);

    /** Replaces the document if it is the one that was read before, or is lost, and keeps who did so. */
    private static final String REPLACE = """
        local now = redis.call('GET', KEYS[1])
        local version = now and cjson.decode(now).version or tonumber(ARGV[1])
        if version ~= tonumber(ARGV[1]) then return version end
        redis.call('SET', KEYS[1], ARGV[2])
        redis.call('LPUSH', KEYS[2], ARGV[3])
        redis.call('LTRIM', KEYS[2], 0, 999)
        return -1
        """;

    private static final String[] KEYS = {"fs:edge:{limits}", "fs:edge:{limits}:audit"};

    private final EdgeRedis redis;
    private final JsonMapper json;
    private final LimitsValidation validation;
    private final DynamicSentinelProperty<Limits> property = new DynamicSentinelProperty<>();
    private volatile Limits limits;
    private volatile @Nullable Disposable reading;
    private volatile @Nullable String lastRefused;

    LimitsInForce(
            EdgeRedis redis,
            JsonMapper json,
            LimitsProperties properties,
            LimitsValidation validation,
            MeterRegistry meters) {
        this.redis = redis;
        this.validation = validation;
        this.json = json.rebuild()
                .addMixIn(GatewayParamFlowItem.class, WithoutItsPlace.class)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        try (InputStream in = properties.packaged().getInputStream()) {
            this.limits = read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the packaged limits", e);
        }
        List<String> problems = validation.problemsOf(limits);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("The packaged limits are not valid: " + problems);
        }
        meters.gauge("flashsale.gateway.limits.version", this, self -> self.limits.version());
    }

    /** Those in force now. */
    public Limits now() {
        return limits;
    }

    /** Calls with the limits in force, now and at every change. */
    public void follow(Consumer<Limits> follower) {
        property.addListener(new SimplePropertyListener<>() {
            @Override
            public void configUpdate(@Nullable Limits changed) {
                // Nothing, when a listener is added before the first change.
                if (changed != null) {
                    follower.accept(changed);
                }
            }
        });
        follower.accept(limits);
    }

    /** Sentinel notes in a rule where its parameter stands; that is nobody's business. */
    @JsonIgnoreProperties("index")
    private interface WithoutItsPlace {}

    /** A document as operators read it. */
    String text(Limits document) {
        return json.writeValueAsString(document);
    }

    /** A document as an operator writes it. */
    Limits read(String document) {
        return json.readValue(document, Limits.class);
    }

    /** What became of a change. */
    sealed interface Replaced {
        record Done(Limits limits) implements Replaced {}

        /** Somebody else was faster. */
        record Outdated(long version) implements Replaced {}
    }

    /**
     * Puts valid limits in force, on this gateway at once and on the others within a second.
     *
     * @param basedOn the version they were made from
     * @param audit who did it, as JSON
     */
    Mono<Replaced> replace(Limits changed, long basedOn, String audit) {
        Limits numbered = changed.numbered(basedOn + 1);
        return redis.<Long>call(commands -> commands.eval(
                        REPLACE,
                        ScriptOutputType.INTEGER,
                        KEYS,
                        Long.toString(basedOn),
                        json.writeValueAsString(numbered),
                        audit))
                .map(answer -> {
                    if (answer != -1) {
                        return new Replaced.Outdated(answer);
                    }
                    putInForce(numbered);
                    return new Replaced.Done(numbered);
                });
    }

    /** Who changed the limits lately, newest first, as JSON. */
    Mono<List<String>> audit() {
        return redis.call(commands -> commands.lrange(KEYS[1], 0, 99));
    }

    @Override
    public void start() {
        DocumentSource source = new DocumentSource();
        reading = Mono.defer(() -> redis.call(commands -> commands.get(KEYS[0])))
                .doOnNext(source::offer)
                .onErrorComplete()
                .then(Mono.delay(READ_EVERY))
                .repeat()
                .subscribe();
    }

    private void putInForce(Limits changed) {
        limits = changed;
        property.updateValue(changed);
        log.info("Limits version {} in force", changed.version());
    }

    /** Sentinel's own way from a document to whoever follows it. */
    private final class DocumentSource extends AbstractDataSource<String, Limits> {

        private DocumentSource() {
            super(LimitsInForce.this::read);
        }

        private void offer(String document) {
            if (document.equals(lastRefused)) {
                return;
            }
            try {
                Limits offered = loadConfig(document);
                if (offered.version() == limits.version()) {
                    return;
                }
                List<String> problems = validation.problemsOf(offered);
                if (problems.isEmpty()) {
                    putInForce(offered);
                    return;
                }
                log.warn("The limits in the edge Redis are not valid and are left aside: {}", problems);
            } catch (Exception e) {
                log.warn("The limits in the edge Redis cannot be read and are left aside: {}", e.getMessage());
            }
            lastRefused = document;
        }

        @Override
        public String readSource() {
            throw new UnsupportedOperationException("Documents are offered as they arrive");
        }

        @Override
        public void close() {
            // Owns nothing.
        }
    }

    @Override
    public void stop() {
        Disposable started = reading;
        if (started != null) {
            started.dispose();
        }
        reading = null;
    }

    @Override
    public boolean isRunning() {
        return reading != null;
    }
}
