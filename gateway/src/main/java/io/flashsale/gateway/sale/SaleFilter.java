package io.flashsale.gateway.sale;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.EdgeRoute;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.gateway.problem.ProblemAnswers;
import io.flashsale.gateway.sale.SaleVerdict.Forward;
import io.flashsale.gateway.sale.SaleVerdict.Refuse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Turns away purchases that cannot succeed, so that after the sell-out nearly nothing reaches the services. */
@Component
final class SaleFilter implements EdgeFilter {

    private final CampaignWatch watch;
    private final RememberedAttempts remembered;
    private final ProblemAnswers answers;
    private final JsonMapper json;

    SaleFilter(CampaignWatch watch, RememberedAttempts remembered, ProblemAnswers answers, JsonMapper json) {
        this.watch = watch;
        this.remembered = remembered;
        this.answers = answers;
        this.json = json;
    }

    @Override
    public GatewayChain step() {
        return GatewayChain.SALE;
    }

    @Override
    public Mono<Void> check(ServerWebExchange exchange, WebFilterChain rest) {
        if (EdgeExchange.route(exchange) != EdgeRoute.BUYING) {
            return rest.filter(exchange);
        }
        PurchaseAttempt attempt = PurchaseAttempt.read(
                EdgeExchange.caller(exchange), exchange.getRequest().getHeaders(), EdgeExchange.body(exchange), json);
        if (attempt == null) {
            return rest.filter(exchange);
        }
        return switch (remembered.verdict(attempt, () -> judge(attempt))) {
            case Forward forward -> rest.filter(exchange);
            case Refuse no -> answers.refuse(exchange, no.problem(), no.detail(), no.retryAfter());
        };
    }

    private SaleVerdict judge(PurchaseAttempt attempt) {
        CampaignSnapshot snapshot = watch.newest();
        return snapshot == null
                ? Forward.INSTANCE
                : snapshot.judge(attempt.campaignId(), attempt.sku(), System.nanoTime());
    }
}
