package io.flashsale.gateway.capacity;

import com.alibaba.csp.sentinel.EntryType;
import com.alibaba.csp.sentinel.ResourceTypeConstants;
import com.alibaba.csp.sentinel.adapter.gateway.common.SentinelGatewayConstants;
import com.alibaba.csp.sentinel.adapter.gateway.common.param.GatewayParamParser;
import com.alibaba.csp.sentinel.adapter.gateway.sc.ServerWebExchangeItemParser;
import com.alibaba.csp.sentinel.adapter.reactor.ContextConfig;
import com.alibaba.csp.sentinel.adapter.reactor.EntryConfig;
import com.alibaba.csp.sentinel.adapter.reactor.SentinelReactorTransformer;
import com.alibaba.csp.sentinel.slots.block.BlockException;
import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.EdgeRoute;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.gateway.problem.ProblemAnswers;
import io.flashsale.web.CommonProblem;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Asks Sentinel whether a route takes one more request now. Sentinel's own gateway filter knows API groups by path only
 * and sees nothing but proxied routes; here the resource is the id of an {@link EdgeRoute}, which knows the method, so
 * that placing an order and listing orders have separate limits, and logging in has one at all.
 */
@Component
final class CapacityFilter implements EdgeFilter {

    /** Sentinel counts in windows of one second. */
    private static final Duration NEXT_WINDOW = Duration.ofSeconds(1);

    private static final ContextConfig CONTEXT = new ContextConfig(SentinelGatewayConstants.GATEWAY_CONTEXT_DEFAULT);

    private final GatewayParamParser<ServerWebExchange> parameters =
            new GatewayParamParser<>(new ServerWebExchangeItemParser());
    private final ProblemAnswers answers;

    CapacityFilter(CapacityRules rules, ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public GatewayChain step() {
        return GatewayChain.CAPACITY;
    }

    @Override
    public Mono<Void> check(ServerWebExchange exchange, WebFilterChain rest) {
        EdgeRoute route = EdgeExchange.route(exchange);
        if (route == null) {
            return rest.filter(exchange);
        }
        Object[] values = parameters.parseParameterFor(route.id(), exchange, rule -> true);
        EntryConfig entry =
                new EntryConfig(route.id(), ResourceTypeConstants.COMMON_API_GATEWAY, EntryType.IN, 1, values, CONTEXT);
        return rest.filter(exchange)
                .transform(new SentinelReactorTransformer<>(entry))
                .onErrorResume(
                        BlockException.class,
                        blocked -> answers.refuse(
                                exchange,
                                CommonProblem.TOO_MANY_REQUESTS,
                                "More requests arrive than are taken at once. Try again after the time in Retry-After.",
                                NEXT_WINDOW));
    }
}
