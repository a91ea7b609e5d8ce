package io.flashsale.gateway.limits;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.gateway.problem.GatewayProblem;
import io.flashsale.gateway.problem.ProblemAnswers;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Turns away buyers that operators blocked; operators cannot lock themselves out. */
@Component
final class BlockedBuyerFilter implements EdgeFilter {

    private final BlockList blocked;
    private final ProblemAnswers answers;

    BlockedBuyerFilter(BlockList blocked, ProblemAnswers answers) {
        this.blocked = blocked;
        this.answers = answers;
    }

    @Override
    public GatewayChain step() {
        return GatewayChain.BLOCKED_BUYER;
    }

    @Override
    public Mono<Void> check(ServerWebExchange exchange, WebFilterChain rest) {
        Caller caller = EdgeExchange.caller(exchange);
        return caller != null && caller.role() == Role.SHOPPER && blocked.hasBuyer(caller.subject())
                ? answers.refuse(exchange, GatewayProblem.BLOCKED, "This account does not take part in sales.")
                : rest.filter(exchange);
    }
}
