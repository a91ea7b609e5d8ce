package io.flashsale.gateway.identity;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeRoute;
import io.flashsale.gateway.problem.ProblemAnswers;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.Role;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import reactor.core.publisher.Mono;

/** Who is calling, and who may use which route. Stateless: no session, no cookie, hence no CSRF. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

    /** A token from outside can name these two roles; any other is ignored, above all SERVICE. */
    private static final List<Role> OUTSIDE_ROLES = List.of(Role.SHOPPER, Role.OPERATOR);

    @Bean
    ReactiveJwtDecoder accessTokenDecoder(IdentityProperties properties, Clock clock) {
        return AccessTokens.decoder(properties, clock);
    }

    @Bean
    SecurityWebFilterChain edgeSecurity(
            ServerHttpSecurity http,
            ReactiveJwtDecoder decoder,
            IdentityProperties properties,
            ProblemAnswers answers) {
        ServerAuthenticationEntryPoint entryPoint = (exchange, cause) -> {
            exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            boolean absent = cause instanceof AuthenticationCredentialsNotFoundException;
            return answers.refuse(
                    exchange,
                    CommonProblem.UNAUTHENTICATED,
                    absent
                            ? "Log in first and send the access token as 'Authorization: Bearer …'."
                            : "The access token is not valid here or has expired. Log in again.");
        };
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(entryPoint)
                        .accessDeniedHandler((exchange, cause) ->
                                answers.refuse(exchange, CommonProblem.FORBIDDEN, "Your role does not allow this.")))
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(entryPoint)
                        .jwt(jwt -> jwt.jwtDecoder(decoder)
                                .jwtAuthenticationConverter(
                                        token -> Mono.just(authenticate(token, properties.rolesClaim())))))
                .authorizeExchange(exchanges -> exchanges.anyExchange().access(SecurityConfiguration::decide))
                .build();
    }

    @Bean
    ServerExchangeRejectedHandler oddRequests(ProblemAnswers answers) {
        return (exchange, cause) -> answers.refuse(
                exchange,
                CommonProblem.MALFORMED_REQUEST,
                "The address or a header contains characters that are not accepted.");
    }

    private static JwtAuthenticationToken authenticate(Jwt token, String rolesClaim) {
        Object claim = token.getClaims().get(rolesClaim);
        Collection<?> named = claim instanceof Collection<?> several ? several : List.of();
        List<GrantedAuthority> authorities = OUTSIDE_ROLES.stream()
                .filter(role -> named.contains(role.name()))
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority(role.authority()))
                .toList();
        return new JwtAuthenticationToken(token, authorities);
    }

    private static Mono<AuthorizationResult> decide(Mono<Authentication> caller, AuthorizationContext context) {
        EdgeRoute route = EdgeExchange.route(context.getExchange());
        if (route == null) {
            // The management port: it has no routes and is bound to loopback.
            return Mono.just(new AuthorizationDecision(true));
        }
        HttpMethod method = context.getExchange().getRequest().getMethod();
        return switch (route.access()) {
            case ANYONE -> Mono.just(new AuthorizationDecision(true));
            case ANYONE_MAY_READ ->
                HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method)
                        ? Mono.just(new AuthorizationDecision(true))
                        : hasOneOf(caller, OUTSIDE_ROLES);
            case SIGNED_IN -> hasOneOf(caller, OUTSIDE_ROLES);
            case OPERATORS -> hasOneOf(caller, List.of(Role.OPERATOR));
        };
    }

    private static Mono<AuthorizationResult> hasOneOf(Mono<Authentication> caller, List<Role> roles) {
        List<String> wanted = roles.stream().map(Role::authority).toList();
        return caller.map(who -> who.isAuthenticated()
                        && who.getAuthorities().stream().anyMatch(held -> wanted.contains(held.getAuthority())))
                .defaultIfEmpty(false)
                .map(AuthorizationDecision::new);
    }
}
