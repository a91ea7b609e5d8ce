package io.flashsale.gateway.risk;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.EdgeRoute;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.gateway.limits.Limits.RiskRules;
import io.flashsale.gateway.limits.LimitsInForce;
import io.flashsale.gateway.problem.GatewayProblem;
import io.flashsale.gateway.problem.ProblemAnswers;
import io.flashsale.web.BoundTokens;
import io.flashsale.web.Caller;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.Role;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Judges who looks like a script, at each step on the way to an order. An order itself is judged by what this gateway knows
 * anyway; challenges and tokens by what all gateways know.
 */
@Component
public final class RiskFilter implements EdgeFilter {

    private static final String EFFORT = RiskFilter.class.getName() + ".effort";
    private static final String CONSEQUENCE = RiskFilter.class.getName() + ".consequence";
    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private final LimitsInForce limits;
    private final RiskMemory memory;
    private final Verdicts verdicts;
    private final ProblemAnswers answers;
    private final Clock clock;
    private volatile Bucket slowLane = lane(1);

    RiskFilter(LimitsInForce limits, RiskMemory memory, Verdicts verdicts, ProblemAnswers answers, Clock clock) {
        this.limits = limits;
        this.memory = memory;
        this.verdicts = verdicts;
        this.answers = answers;
        this.clock = clock;
        limits.follow(now -> slowLane = lane(now.risk().slowPerSecond()));
    }

    /** How many times the usual work a challenge of this caller has to cost. */
    public static int effort(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(EFFORT, 1);
    }

    /** What followed for a caller who was held for a script; null for everybody else. */
    public static @Nullable String consequence(ServerWebExchange exchange) {
        return exchange.getAttribute(CONSEQUENCE);
    }

    @Override
    public GatewayChain step() {
        return GatewayChain.RISK;
    }

    @Override
    public Mono<Void> check(ServerWebExchange exchange, WebFilterChain rest) {
        EdgeRoute route = EdgeExchange.route(exchange);
        Caller caller = EdgeExchange.caller(exchange);
        if (route == null || caller == null || caller.role() != Role.SHOPPER || !route.leadsToAnOrder()) {
            return rest.filter(exchange);
        }
        RiskRules rules = limits.now().risk();
        HttpHeaders headers = exchange.getRequest().getHeaders();
        observe(exchange, route, caller.subject(), rules);
        RiskScore score = new RiskScore(rules)
                .traits(
                        headers.getFirst(HttpHeaders.USER_AGENT),
                        headers.getFirst(HttpHeaders.ACCEPT_LANGUAGE),
                        headers.getFirst("Device-Id"));
        if (route == EdgeRoute.BUYING) {
            return follow(exchange, rest, route, caller, score.noted(memory.notedHere(caller.subject())));
        }
        String device = headers.getFirst("Device-Id");
        return Mono.zip(
                        memory.noted(caller.subject()),
                        device == null ? Mono.just(0L) : memory.buyersAt("device:" + device, caller.subject()),
                        memory.buyersAt(
                                "address:" + EdgeExchange.address(exchange).text(), caller.subject()))
                .flatMap(known -> follow(
                        exchange,
                        rest,
                        route,
                        caller,
                        score.noted(known.getT1()).buyers(known.getT2(), known.getT3())));
    }

    private void observe(ServerWebExchange exchange, EdgeRoute route, String buyer, RiskRules rules) {
        if (route == EdgeRoute.CHALLENGES) {
            memory.gaveChallenge(buyer);
        }
        if (route == EdgeRoute.PURCHASE_TOKENS) {
            Duration since = memory.sinceChallenge(buyer);
            if (since != null && since.toMillis() < rules.fasterThanMillis()) {
                memory.note(buyer, Signal.IMPOSSIBLY_FAST);
            }
        }
        BoundTokens.Token token = EdgeExchange.permission(exchange);
        String key = exchange.getRequest().getHeaders().getFirst("Idempotency-Key");
        if (token != null && key != null && memory.isReused(token.nonce(), key)) {
            memory.note(buyer, Signal.TOKEN_REUSE);
        }
    }

    private Mono<Void> follow(
            ServerWebExchange exchange, WebFilterChain rest, EdgeRoute route, Caller caller, RiskScore score) {
        Verdict.Consequence consequence = score.consequence();
        if (consequence != Verdict.Consequence.ALLOW) {
            exchange.getAttributes().put(CONSEQUENCE, consequence.name());
        }
        if (score.points() > 0) {
            verdicts.keep(new Verdict(
                    String.valueOf(EdgeExchange.traceId(exchange)),
                    clock.instant(),
                    caller.subject(),
                    route.id(),
                    score.points(),
                    score.reasons(),
                    consequence));
        }
        if (consequence == Verdict.Consequence.DENY) {
            return answers.refuse(
                    exchange,
                    GatewayProblem.RISK_DENIED,
                    "If you are a person, wait ten minutes and come back with an ordinary browser. Support can look up"
                            + " the trace id.");
        }
        if (consequence == Verdict.Consequence.SLOW_LANE
                && route == EdgeRoute.PURCHASE_TOKENS
                && !slowLane.tryConsume(1)) {
            return answers.refuse(
                    exchange, CommonProblem.TOO_MANY_REQUESTS, "Your turn comes a little later. Try again.", COME_BACK);
        }
        if (consequence != Verdict.Consequence.ALLOW) {
            exchange.getAttributes().put(EFFORT, limits.now().risk().harderEffort());
        }
        return rest.filter(exchange);
    }

    private static Bucket lane(int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
