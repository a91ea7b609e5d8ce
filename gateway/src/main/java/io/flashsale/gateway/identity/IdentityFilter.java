package io.flashsale.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.EdgeRoute;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.gateway.problem.ProblemAnswers;
import io.flashsale.web.CommonProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Who is calling, and who may use which route. Tokens are verified by Spring Security's decoder and validators; what was
 * verified is remembered until it expires, because a shopper comes more than once. Stateless: no session, no cookie, hence
 * no CSRF.
 */
@Component
final class IdentityFilter implements EdgeFilter {

    private static final String BEARER = "Bearer ";
    private static final int LONGEST_TOKEN = 4_096;
    private static final int REMEMBERED = 200_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(5);

    private final ReactiveJwtDecoder decoder;
    private final String rolesClaim;
    private final ProblemAnswers answers;
    private final Clock clock;
    private final Cache<TokenDigest, Identity> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    IdentityFilter(ReactiveJwtDecoder decoder, IdentityProperties properties, ProblemAnswers answers, Clock clock) {
        this.decoder = decoder;
        this.rolesClaim = properties.rolesClaim();
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public GatewayChain step() {
        return GatewayChain.IDENTITY;
    }

    @Override
    public Mono<Void> check(ServerWebExchange exchange, WebFilterChain rest) {
        String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return admit(exchange, rest, null);
        }
        String token = header.substring(BEARER.length()).strip();
        if (token.length() > LONGEST_TOKEN) {
            return refuse(exchange);
        }
        TokenDigest digest = TokenDigest.of(token);
        Identity remembered = known.getIfPresent(digest);
        if (remembered != null && clock.instant().isBefore(remembered.expiresAt())) {
            return admit(exchange, rest, remembered);
        }
        return decoder.decode(token)
                .<Decoded>map(jwt -> new Decoded.Genuine(remember(digest, jwt)))
                .onErrorResume(BadJwtException.class, forged -> Mono.just(new Decoded.Forged()))
                .onErrorResume(JwtException.class, unverified -> Mono.just(new Decoded.Forged()))
                .defaultIfEmpty(new Decoded.Forged())
                .flatMap(decoded -> switch (decoded) {
                    case Decoded.Genuine(Identity identity) -> admit(exchange, rest, identity);
                    case Decoded.Forged() -> refuse(exchange);
                });
    }

    private sealed interface Decoded {
        record Genuine(Identity identity) implements Decoded {}

        record Forged() implements Decoded {}
    }

    private Identity remember(TokenDigest token, Jwt jwt) {
        Object claim = jwt.getClaims().get(rolesClaim);
        Collection<?> named = claim instanceof Collection<?> several ? several : List.of();
        Instant expiresAt = jwt.getExpiresAt();
        Identity identity = new Identity(
                String.valueOf(jwt.getSubject()),
                named.contains("SHOPPER"),
                named.contains("OPERATOR"),
                expiresAt == null ? Instant.MIN : expiresAt);
        known.put(token, identity);
        return identity;
    }

    private Mono<Void> admit(ServerWebExchange exchange, WebFilterChain rest, @Nullable Identity identity) {
        EdgeRoute route = EdgeExchange.route(exchange);
        if (route == null || mayUse(route, exchange.getRequest().getMethod(), identity)) {
            EdgeExchange.caller(exchange, identity == null ? Identity.ANONYMOUS : identity.on(route));
            return rest.filter(exchange);
        }
        if (identity != null) {
            return answers.refuse(exchange, CommonProblem.FORBIDDEN, "Your role does not allow this.");
        }
        return challenge(exchange, "Log in first and send the access token as 'Authorization: Bearer …'.");
    }

    private static boolean mayUse(EdgeRoute route, HttpMethod method, @Nullable Identity identity) {
        return switch (route.access()) {
            case ANYONE -> true;
            case ANYONE_MAY_READ ->
                HttpMethod.GET.equals(method)
                        || HttpMethod.HEAD.equals(method)
                        || (identity != null && (identity.shopper() || identity.operator()));
            case SIGNED_IN -> identity != null && (identity.shopper() || identity.operator());
            case OPERATORS -> identity != null && identity.operator();
        };
    }

    private Mono<Void> refuse(ServerWebExchange exchange) {
        return challenge(exchange, "The access token is not valid here or has expired. Log in again.");
    }

    private Mono<Void> challenge(ServerWebExchange exchange, String detail) {
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return answers.refuse(exchange, CommonProblem.UNAUTHENTICATED, detail);
    }
}
