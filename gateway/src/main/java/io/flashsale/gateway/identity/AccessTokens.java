package io.flashsale.gateway.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Decides which access tokens are believed: RS256 and nothing else, a known key id, our issuer and audience, an expiry
 * that has not passed, and a subject that is safe to hand on.
 */
final class AccessTokens {

    /** What a subject may look like; it becomes the buyer's id in every service. */
    static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@|:-]{0,63}");

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    private AccessTokens() {}

    static ReactiveJwtDecoder decoder(IdentityProperties properties, Clock clock) {
        NimbusReactiveJwtDecoder decoder = isSet(properties)
                ? decoder(new ProviderKeys(URI.create(String.valueOf(properties.jwkSetUri())), clock)::named)
                : decoder(named(SigningKeys.verifying(properties.publicKey())));
        JwtTimestampValidator times = new JwtTimestampValidator(CLOCK_SKEW);
        times.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<Jwt>(
                times,
                required(JwtClaimNames.EXP, expiry -> true),
                new JwtIssuerValidator(properties.issuer()),
                required(JwtClaimNames.AUD, audience -> ((List<?>) audience).contains(properties.audience())),
                required(
                        JwtClaimNames.SUB,
                        subject -> SUBJECT.matcher(String.valueOf(subject)).matches())));
        return decoder;
    }

    private static boolean isSet(IdentityProperties properties) {
        return properties.jwkSetUri() != null && !properties.jwkSetUri().isBlank();
    }

    private static NimbusReactiveJwtDecoder decoder(Function<String, Mono<JWK>> keys) {
        return NimbusReactiveJwtDecoder.withJwkSource(token -> {
                    String keyId = token.getHeader().getKeyID();
                    return keyId == null ? Flux.empty() : keys.apply(keyId).flux();
                })
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .build();
    }

    private static Function<String, Mono<JWK>> named(List<RSAKey> keys) {
        Map<String, JWK> byId = keys.stream().collect(Collectors.toUnmodifiableMap(JWK::getKeyID, key -> key));
        return keyId -> Mono.justOrEmpty(byId.get(keyId));
    }

    private static JwtClaimValidator<Object> required(String claim, Predicate<Object> test) {
        return new JwtClaimValidator<>(claim, value -> value != null && test.test(value));
    }
}
