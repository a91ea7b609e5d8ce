package io.flashsale.gateway.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * The keys of an external OpenID provider. They are fetched when a key id is not known, but at most once in
 * {@link #BETWEEN_LOOKS}, whatever key ids callers invent; keys the provider no longer lists are dropped with the next
 * look, which comes after {@link #KEPT} at the latest.
 */
final class ProviderKeys {

    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    static final Duration KEPT = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(ProviderKeys.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final URI address;
    private final Clock clock;
    private final WebClient client;
    private volatile Map<String, JWK> keys = Map.of();
    private volatile Instant fetchedAt = Instant.EPOCH;

    /** The look that is under way or was the last. */
    private Mono<Void> look = Mono.empty();

    private Instant lookedAt = Instant.EPOCH;

    ProviderKeys(URI address, Clock clock) {
        this.address = address;
        this.clock = clock;
        this.client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create()
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) PATIENCE.toMillis())
                        .responseTimeout(PATIENCE)))
                .build();
    }

    /** The key with this id; empty if the provider has none, as far as is known. */
    Mono<JWK> named(String keyId) {
        JWK known = keys.get(keyId);
        if (known != null && clock.instant().isBefore(fetchedAt.plus(KEPT))) {
            return Mono.just(known);
        }
        return look().then(Mono.fromSupplier(() -> keys.get(keyId)));
    }

    private synchronized Mono<Void> look() {
        Instant now = clock.instant();
        if (now.isAfter(lookedAt.plus(BETWEEN_LOOKS))) {
            lookedAt = now;
            look = client.get()
                    .uri(address)
                    .retrieve()
                    .bodyToMono(String.class)
                    .timeout(PATIENCE)
                    .doOnNext(this::accept)
                    .onErrorResume(e -> {
                        log.warn("The keys of {} cannot be fetched: {}", address.getHost(), e.getMessage());
                        return Mono.empty();
                    })
                    .then()
                    .cache();
        }
        return look;
    }

    private void accept(String set) {
        try {
            keys = JWKSet.parse(set).getKeys().stream()
                    .filter(key -> key.getKeyID() != null)
                    .collect(Collectors.toUnmodifiableMap(JWK::getKeyID, key -> key, (first, second) -> first));
            fetchedAt = clock.instant();
        } catch (ParseException e) {
            log.warn("The keys of {} cannot be read: {}", address.getHost(), e.getMessage());
        }
    }
}
