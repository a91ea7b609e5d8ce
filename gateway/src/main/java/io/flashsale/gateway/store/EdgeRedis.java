package io.flashsale.gateway.store;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The Redis that all gateways share. It may be away at any time, also when the gateway starts; then every call fails at
 * once, and a call to a server that has stopped answering fails after {@link StoreProperties#patience()}. What a check
 * does in that case is written where the check is.
 */
@Component
public final class EdgeRedis implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EdgeRedis.class);
    private static final RedisCodec<String, byte[]> BINARY = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final Duration RECONNECT_AFTER = Duration.ofMillis(500);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    /** A server under load is late many times a second; one line tells. */
    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(10);

    private final StoreProperties properties;
    private final ClientResources resources;
    private final RedisClient client;
    private volatile @Nullable StatefulRedisConnection<String, String> connection;
    private volatile @Nullable StatefulRedisConnection<String, byte[]> binary;
    private volatile @Nullable Disposable connecting;

    /** Until then nobody asks a server that was late. */
    private volatile long restUntil = System.nanoTime();

    private final AtomicLong warnedAt = new AtomicLong(System.nanoTime() - BETWEEN_WARNINGS.toNanos());

    EdgeRedis(StoreProperties properties, MeterRegistry meters) {
        this.properties = properties;
        this.resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(Delay.constant(RECONNECT_AFTER))
                .build();
        RedisURI uri = RedisURI.create(properties.url());
        uri.setTimeout(properties.patience());
        this.client = RedisClient.create(resources, uri);
        this.client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(properties.patience()))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(Duration.ofSeconds(1))
                        .build())
                .requestQueueSize(10_000)
                .build());
        meters.gauge("flashsale.gateway.edge.redis.usable", this, redis -> redis.isUsable() ? 1 : 0);
    }

    /** The answer to a command, or an error quickly; never a wait. */
    public <T> Mono<T> call(Function<RedisAsyncCommands<String, String>, CompletionStage<T>> command) {
        return Mono.defer(() -> {
            StatefulRedisConnection<String, String> open = connection;
            if (open == null || !isUsable()) {
                return Mono.error(new EdgeRedisUnavailable());
            }
            return Mono.fromCompletionStage(command.apply(open.async())).onErrorMap(this::unavailable);
        });
    }

    /** Whether it makes sense to ask now. */
    public boolean isUsable() {
        StatefulRedisConnection<String, String> open = connection;
        return open != null && open.isOpen() && System.nanoTime() - restUntil >= 0;
    }

    private EdgeRedisUnavailable unavailable(Throwable cause) {
        long now = System.nanoTime();
        restUntil = now + BETWEEN_TRIES.toNanos();
        long warned = warnedAt.get();
        if (now - warned > BETWEEN_WARNINGS.toNanos() && warnedAt.compareAndSet(warned, now)) {
            log.warn(
                    "The edge Redis does not answer in time, going on without it for a moment: {}",
                    String.valueOf(cause.getMessage()));
        }
        return new EdgeRedisUnavailable();
    }

    /** The connection for libraries that bring their own commands; null before the first one. */
    public @Nullable StatefulRedisConnection<String, byte[]> binary() {
        return binary;
    }

    @Override
    public void start() {
        RedisURI uri = RedisURI.create(properties.url());
        connecting = Mono.fromCompletionStage(() -> client.connectAsync(BINARY, uri))
                .doOnNext(open -> binary = open)
                .then(Mono.fromCompletionStage(() -> client.connectAsync(StringCodec.UTF8, uri)))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, BETWEEN_TRIES))
                .subscribe(open -> connection = open);
    }

    @Override
    public void stop() {
        Disposable started = connecting;
        if (started != null) {
            started.dispose();
        }
        connecting = null;
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        resources.shutdown(0, 1, java.util.concurrent.TimeUnit.SECONDS).awaitUninterruptibly(2_000);
    }

    @Override
    public boolean isRunning() {
        return connecting != null;
    }
}
