package io.flashsale.gateway.sale;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.EdgeRoute;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.gateway.chain.OrderWish;
import io.flashsale.gateway.problem.GatewayProblem;
import io.flashsale.gateway.problem.ProblemAnswers;
import io.flashsale.gateway.risk.RiskMemory;
import io.flashsale.gateway.risk.Signal;
import io.flashsale.gateway.sale.SaleVerdict.Forward;
import io.flashsale.gateway.sale.SaleVerdict.Refuse;
import io.flashsale.web.BoundTokens;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Turns away purchases that cannot succeed, so that after the sell-out nearly nothing reaches the services. */
@Component
final class SaleFilter implements EdgeFilter {

    private final CampaignWatch watch;
    private final RememberedAttempts remembered;
    private final RiskMemory risk;
    private final ProblemAnswers answers;

    SaleFilter(CampaignWatch watch, RememberedAttempts remembered, RiskMemory risk, ProblemAnswers answers) {
        this.risk = risk;
        this.watch = watch;
        this.remembered = remembered;
        this.answers = answers;
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
        PurchaseAttempt attempt = PurchaseAttempt.of(
                EdgeExchange.caller(exchange),
                exchange.getRequest().getHeaders().getFirst("Idempotency-Key"),
                OrderWish.of(exchange));
        if (attempt == null) {
            return rest.filter(exchange);
        }
        BoundTokens.Token permission = EdgeExchange.permission(exchange);
        if (permission != null && !permission.subject().equals(attempt.buyerId())) {
            return answers.refuse(
                    exchange,
                    GatewayProblem.PURCHASE_TOKEN_INVALID,
                    "The Purchase-Token was made for somebody else. Get one of your own.");
        }
        return switch (remembered.verdict(attempt, () -> judge(attempt))) {
            case Forward forward -> rest.filter(exchange);
            case Refuse no
            when no.problem() == GatewayProblem.NOT_OPEN_YET -> {
                risk.note(attempt.buyerId(), Signal.EARLY_HIT);
                yield answers.refuse(exchange, no.problem(), no.detail(), no.retryAfter());
            }
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
