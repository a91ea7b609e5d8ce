package io.flashsale.gateway.purchase;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.EdgeRoute;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.gateway.chain.OrderWish;
import io.flashsale.gateway.problem.GatewayProblem;
import io.flashsale.gateway.problem.ProblemAnswers;
import io.flashsale.web.BoundTokens;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Turns away orders whose purchase token was not made by the platform for this item and device. */
@Component
final class PurchaseTokenFilter implements EdgeFilter {

    private final PurchaseTokens tokens;
    private final ProblemAnswers answers;

    PurchaseTokenFilter(PurchaseTokens tokens, ProblemAnswers answers) {
        this.tokens = tokens;
        this.answers = answers;
    }

    @Override
    public GatewayChain step() {
        return GatewayChain.PURCHASE_TOKEN;
    }

    @Override
    public Mono<Void> check(ServerWebExchange exchange, WebFilterChain rest) {
        if (EdgeExchange.route(exchange) != EdgeRoute.BUYING) {
            return rest.filter(exchange);
        }
        HttpHeaders headers = exchange.getRequest().getHeaders();
        String token = headers.getFirst("Purchase-Token");
        if (token == null) {
            return tokens.areRequired() ? refuse(exchange) : rest.filter(exchange);
        }
        OrderWish wish = OrderWish.of(exchange);
        if (wish == null) {
            // Order-service names what is wrong with the body; it buys nothing.
            return rest.filter(exchange);
        }
        String device = headers.getFirst("Device-Id");
        BoundTokens.Token genuine = device == null ? null : tokens.verify(token, wish, device);
        if (genuine == null) {
            return refuse(exchange);
        }
        EdgeExchange.permission(exchange, genuine);
        return rest.filter(exchange);
    }

    private Mono<Void> refuse(ServerWebExchange exchange) {
        return answers.refuse(
                exchange,
                GatewayProblem.PURCHASE_TOKEN_INVALID,
                "Send a Purchase-Token made for you, this item and the Device-Id you send; it comes from"
                        + " POST /api/campaigns/{id}/items/{sku}/purchase-tokens.");
    }
}
