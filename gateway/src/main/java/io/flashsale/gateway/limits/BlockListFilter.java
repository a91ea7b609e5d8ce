package io.flashsale.gateway.limits;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.gateway.problem.GatewayProblem;
import io.flashsale.gateway.problem.ProblemAnswers;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Turns away addresses and devices that operators blocked. */
@Component
final class BlockListFilter implements EdgeFilter {

    private final BlockList blocked;
    private final ProblemAnswers answers;

    BlockListFilter(BlockList blocked, ProblemAnswers answers) {
        this.blocked = blocked;
        this.answers = answers;
    }

    @Override
    public GatewayChain step() {
        return GatewayChain.BLOCK_LIST;
    }

    @Override
    public Mono<Void> check(ServerWebExchange exchange, WebFilterChain rest) {
        if (blocked.hasAddress(EdgeExchange.address(exchange).address())
                || blocked.hasDevice(exchange.getRequest().getHeaders().getFirst("Device-Id"))) {
            return answers.refuse(exchange, GatewayProblem.BLOCKED, "Requests from here are not taken.");
        }
        return rest.filter(exchange);
    }
}
