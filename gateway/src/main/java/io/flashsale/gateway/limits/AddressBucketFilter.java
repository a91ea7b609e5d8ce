package io.flashsale.gateway.limits;

import io.flashsale.gateway.chain.EdgeExchange;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.EdgeRoute;
import io.flashsale.gateway.chain.GatewayChain;
import io.flashsale.gateway.problem.ProblemAnswers;
import io.flashsale.web.CommonProblem;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * How fast one address may ask, whatever it asks. Known to this gateway alone, so that a flood stays in its memory.
 * The provider's notifications are not counted: all of them come from one address, and each is signed.
 */
@Component
final class AddressBucketFilter implements EdgeFilter {

    private final LocalBuckets buckets;
    private final ProblemAnswers answers;
    private final QuotaMeters meters;

    AddressBucketFilter(LimitsInForce limits, ProblemAnswers answers, MeterRegistry registry) {
        this.meters = new QuotaMeters(registry, "address");
        this.buckets = new LocalBuckets();
        this.answers = answers;
        limits.follow(now -> buckets.limit(now.quotas().address()));
    }

    @Override
    public GatewayChain step() {
        return GatewayChain.ADDRESS_BUCKET;
    }

    @Override
    public Mono<Void> check(ServerWebExchange exchange, WebFilterChain rest) {
        if (EdgeExchange.route(exchange) == EdgeRoute.PROVIDER_NOTIFICATIONS) {
            return rest.filter(exchange);
        }
        long wait = buckets.nanosUntilNext(EdgeExchange.address(exchange).text());
        meters.count(wait == 0);
        return wait == 0
                ? rest.filter(exchange)
                : answers.refuse(
                        exchange,
                        CommonProblem.TOO_MANY_REQUESTS,
                        "Too many requests come from this address.",
                        Duration.ofNanos(wait));
    }
}
