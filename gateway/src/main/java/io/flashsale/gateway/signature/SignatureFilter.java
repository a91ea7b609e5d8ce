package io.flashsale.gateway.signature;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.EdgeRoute;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.gateway.chain.OrderWish;
import io.flashsale.gateway.limits.LimitsInForce;
import io.flashsale.gateway.problem.GatewayProblem;
import io.flashsale.gateway.problem.ProblemAnswers;
import io.flashsale.gateway.purchase.PurchaseTokens;
import io.flashsale.gateway.store.SingleUse;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Where a campaign asks for it, an order is signed by the client with the key that came with its purchase token: whoever
 * copies a request can neither change it nor send it again.
 */
@Component
final class SignatureFilter implements EdgeFilter {

    private static final Duration TOLERANCE = Duration.ofSeconds(60);

    private final PurchaseTokens tokens;
    private final SingleUse singleUse;
    private final ProblemAnswers answers;
    private final Clock clock;
    private volatile Set<String> campaigns = Set.of();

    SignatureFilter(
            LimitsInForce limits, PurchaseTokens tokens, SingleUse singleUse, ProblemAnswers answers, Clock clock) {
        this.tokens = tokens;
        this.singleUse = singleUse;
        this.answers = answers;
        this.clock = clock;
        limits.follow(now -> campaigns = now.signedCampaigns());
    }

    @Override
    public GatewayChain step() {
        return GatewayChain.SIGNATURE;
    }

    @Override
    public Mono<Void> check(ServerWebExchange exchange, WebFilterChain rest) {
        if (EdgeExchange.route(exchange) != EdgeRoute.BUYING || campaigns.isEmpty()) {
            return rest.filter(exchange);
        }
        OrderWish wish = OrderWish.of(exchange);
        if (wish == null || !campaigns.contains(wish.campaignId())) {
            return rest.filter(exchange);
        }
        String token = exchange.getRequest().getHeaders().getFirst("Purchase-Token");
        RequestSignature signature =
                RequestSignature.parse(exchange.getRequest().getHeaders().getFirst("Request-Signature"));
        if (token == null || signature == null) {
            return refuse(exchange, "Send a Request-Signature made with the signingKey that came with the token.");
        }
        Duration age = Duration.between(signature.at(), clock.instant()).abs();
        if (age.compareTo(TOLERANCE) > 0) {
            return refuse(exchange, "The signature is older than a minute, or your clock is wrong.");
        }
        byte[] key = tokens.signingKey(token);
        if (key == null
                || !signature.fits(
                        key,
                        exchange.getRequest().getMethod().name(),
                        exchange.getRequest().getPath().value(),
                        EdgeExchange.body(exchange))) {
            return refuse(exchange, "The signature does not fit this method, path and body.");
        }
        return singleUse
                .use("signature", signature.id(), TOLERANCE.multipliedBy(3))
                .flatMap(first -> first
                        ? rest.filter(exchange)
                        : refuse(exchange, "This very request came before. Sign it anew to send it again."));
    }

    private Mono<Void> refuse(ServerWebExchange exchange, String detail) {
        return answers.refuse(exchange, GatewayProblem.SIGNATURE_INVALID, detail);
    }
}
