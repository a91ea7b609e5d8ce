package io.flashsale.gateway.capacity;

import com.alibaba.csp.sentinel.adapter.gateway.common.rule.GatewayFlowRule;
import com.alibaba.csp.sentinel.adapter.gateway.common.rule.GatewayRuleManager;
import io.flashsale.gateway.chain.EdgeRoute;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The flow rules in force. They can be replaced while requests pass. */
@Component
class CapacityRules {

    private static final Logger log = LoggerFactory.getLogger(CapacityRules.class);

    private final JsonMapper json;

    CapacityRules(SentinelHome home, CapacityProperties properties, JsonMapper json) {
        this.json = json.rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        load(properties.rules());
    }

    /**
     * Replaces all rules.
     *
     * @throws IllegalStateException if a rule is not valid or names no route; the old rules stay in force
     */
    final void load(Resource source) {
        Set<GatewayFlowRule> rules = read(source);
        for (GatewayFlowRule rule : rules) {
            boolean known = Arrays.stream(EdgeRoute.values())
                    .anyMatch(route -> route.id().equals(rule.getResource()));
            if (!known || !GatewayRuleManager.isValidRule(rule)) {
                throw new IllegalStateException("Not a valid rule for a route of the gateway: " + rule);
            }
        }
        GatewayRuleManager.loadRules(rules);
        log.info("{} flow rules in force, from {}", rules.size(), source.getDescription());
    }

    private Set<GatewayFlowRule> read(Resource source) {
        try (InputStream in = source.getInputStream()) {
            return json.readValue(in, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the flow rules from " + source.getDescription(), e);
        }
    }
}
