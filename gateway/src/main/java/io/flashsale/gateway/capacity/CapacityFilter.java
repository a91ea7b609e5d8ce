package io.flashsale.gateway.capacity;

import com.alibaba.csp.sentinel.AsyncEntry;
import com.alibaba.csp.sentinel.EntryType;
import com.alibaba.csp.sentinel.ResourceTypeConstants;
import com.alibaba.csp.sentinel.SphU;
import com.alibaba.csp.sentinel.Tracer;
import com.alibaba.csp.sentinel.adapter.gateway.common.SentinelGatewayConstants;
import com.alibaba.csp.sentinel.adapter.gateway.common.param.GatewayParamParser;
import com.alibaba.csp.sentinel.context.ContextUtil;
import com.alibaba.csp.sentinel.slots.block.BlockException;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeException;
import com.alibaba.csp.sentinel.slots.system.SystemBlockException;
import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.EdgeRoute;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.gateway.problem.ProblemAnswers;
import io.flashsale.web.CommonProblem;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Asks Sentinel whether a route takes one more request now, and whether the service behind it is well. Sentinel's own
 * gateway filter knows API groups by path only and sees nothing but proxied routes; here the resource is the id of an
 * {@link EdgeRoute}, which knows the method, so that placing an order and listing orders have separate limits, and logging
 * in has one at all.
 *
 * <p>Entries are taken and left by hand. Sentinel's operator for reactive streams writes its context into the stream's each
 * time an operator asks for that, for calls made further down; nothing here makes any.
 */
@Component
final class CapacityFilter implements EdgeFilter {

    /** Sentinel counts in windows of one second. */
    private static final Duration NEXT_WINDOW = Duration.ofSeconds(1);

    private static final Duration CIRCUIT_OPEN = Duration.ofSeconds(2);

    private static final Object[] NO_PARAMETERS = {};

    private final GatewayParamParser<ServerWebExchange> parameters = new GatewayParamParser<>(new CallerParameters());
    private final Map<EdgeRoute.Owner, String> services = new EnumMap<>(EdgeRoute.Owner.class);
    private final ProblemAnswers answers;

    CapacityFilter(CapacityRules rules, ProblemAnswers answers) {
        this.answers = answers;
        for (EdgeRoute.Owner owner : EdgeRoute.Owner.values()) {
            services.put(owner, CapacityRules.resource(owner.name().toLowerCase(Locale.ROOT)));
        }
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
        try {
            AsyncEntry entry = enter(route.id(), ResourceTypeConstants.COMMON_API_GATEWAY, EntryType.IN, values);
            return within(entry, values, toService(exchange, rest, route))
                    .onErrorResume(BlockException.class, blocked -> refuse(exchange, blocked));
        } catch (BlockException blocked) {
            return refuse(exchange, blocked);
        }
    }

    /** The gateway itself is no service, and who waits for something is no sign of a slow one. */
    private Mono<Void> toService(ServerWebExchange exchange, WebFilterChain rest, EdgeRoute route) {
        String service = services.get(route.owner());
        if (service == null || route.owner() == EdgeRoute.Owner.GATEWAY || route.waits()) {
            return rest.filter(exchange);
        }
        try {
            AsyncEntry entry = enter(service, ResourceTypeConstants.COMMON_RPC, EntryType.OUT, NO_PARAMETERS);
            return within(entry, NO_PARAMETERS, rest.filter(exchange));
        } catch (BlockException blocked) {
            return Mono.error(blocked);
        }
    }

    private static AsyncEntry enter(String resource, int kind, EntryType direction, Object[] values)
            throws BlockException {
        ContextUtil.enter(SentinelGatewayConstants.GATEWAY_CONTEXT_DEFAULT);
        try {
            return SphU.asyncEntry(resource, kind, direction, 1, values);
        } finally {
            ContextUtil.exit();
        }
    }

    /** Leaves when the answer is complete, has failed, or nobody waits for it any more. */
    private static Mono<Void> within(AsyncEntry entry, Object[] values, Mono<Void> answer) {
        return answer.doOnError(fault -> Tracer.traceEntry(fault, entry)).doFinally(_ -> entry.exit(1, values));
    }

    private Mono<Void> refuse(ServerWebExchange exchange, BlockException blocked) {
        if (blocked instanceof DegradeException) {
            return answers.refuse(
                    exchange,
                    CommonProblem.UNAVAILABLE,
                    "The service that answers this has failed often and is left alone for a moment.",
                    CIRCUIT_OPEN);
        }
        if (blocked instanceof SystemBlockException) {
            return answers.refuse(
                    exchange,
                    CommonProblem.UNAVAILABLE,
                    "The gateway has all it can do. Try again shortly.",
                    NEXT_WINDOW);
        }
        return answers.refuse(
                exchange,
                CommonProblem.TOO_MANY_REQUESTS,
                "More requests arrive than are taken at once. Try again after the time in Retry-After.",
                NEXT_WINDOW);
    }
}
