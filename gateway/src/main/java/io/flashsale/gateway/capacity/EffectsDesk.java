package io.flashsale.gateway.capacity;

import com.alibaba.csp.sentinel.node.ClusterNode;
import com.alibaba.csp.sentinel.slots.clusterbuilder.ClusterBuilderSlot;
import io.flashsale.gateway.limits.Limits;
import io.flashsale.gateway.limits.LimitsInForce;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** {@code GET /api/admin/limits/effects}: what the limits let pass and hold back on this gateway, now and so far. */
@Configuration(proxyBeanMethods = false)
class EffectsDesk {

    /**
     * What Sentinel sees of a route or a service.
     *
     * @param passing per second, in the second before
     * @param blocked per second, in the second before
     * @param underWay requests that have no answer yet
     * @param passedLately in the last minute
     * @param blockedLately in the last minute
     */
    record Capacity(String resource, long passing, long blocked, int underWay, long passedLately, long blockedLately) {}

    /** Since this gateway started. */
    record Quota(long passed, long refused) {}

    /**
     * @param refusals by reason, since this gateway started
     * @param verdicts about callers something spoke against, by what followed, since this gateway started
     */
    record Effects(
            List<Capacity> capacity,
            Map<String, Quota> quotas,
            Map<String, Long> refusals,
            Map<String, Long> verdicts) {}

    private final LimitsInForce limits;
    private final MeterRegistry meters;

    EffectsDesk(LimitsInForce limits, MeterRegistry meters) {
        this.limits = limits;
        this.meters = meters;
    }

    @Bean
    RouterFunction<ServerResponse> effectsRoute() {
        return RouterFunctions.route()
                .GET(
                        "/api/admin/limits/effects",
                        request -> ServerResponse.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .header("Cache-Control", "no-store")
                                .bodyValue(effects()))
                .build();
    }

    private Effects effects() {
        Map<String, Long> passed = counts("flashsale.gateway.quotas", "quota", "passed");
        Map<String, Long> refused = counts("flashsale.gateway.quotas", "quota", "refused");
        Map<String, Quota> quotas = new TreeMap<>();
        passed.forEach((name, count) -> quotas.put(name, new Quota(count, refused.getOrDefault(name, 0L))));
        return new Effects(
                resources().stream().map(EffectsDesk::capacity).toList(),
                quotas,
                counts("flashsale.gateway.refusals", "reason", null),
                counts("flashsale.gateway.risk.verdicts", "verdict", null));
    }

    /** What there are rules for. */
    private Set<String> resources() {
        Limits now = limits.now();
        Set<String> resources = new LinkedHashSet<>();
        now.flow().forEach(rule -> resources.add(rule.getResource()));
        now.circuits().forEach(circuit -> resources.add(CapacityRules.resource(circuit.service())));
        return resources;
    }

    private static Capacity capacity(String resource) {
        ClusterNode node = ClusterBuilderSlot.getClusterNode(resource);
        return node == null
                ? new Capacity(resource, 0, 0, 0, 0, 0)
                : new Capacity(
                        resource,
                        Math.round(node.passQps()),
                        Math.round(node.blockQps()),
                        node.curThreadNum(),
                        node.totalPass(),
                        node.blockRequest());
    }

    private Map<String, Long> counts(String meter, String tag, @Nullable String outcome) {
        Map<String, Long> counts = new TreeMap<>();
        for (Counter counter : meters.find(meter).counters()) {
            if (outcome == null || outcome.equals(counter.getId().getTag("outcome"))) {
                counts.merge(String.valueOf(counter.getId().getTag(tag)), Math.round(counter.count()), Long::sum);
            }
        }
        return counts;
    }
}
