package io.flashsale.gateway.capacity;

import com.alibaba.csp.sentinel.adapter.gateway.common.rule.GatewayRuleManager;
import com.alibaba.csp.sentinel.slots.block.RuleConstant;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRule;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRuleManager;
import com.alibaba.csp.sentinel.slots.system.SystemRule;
import com.alibaba.csp.sentinel.slots.system.SystemRuleManager;
import io.flashsale.gateway.limits.Limits;
import io.flashsale.gateway.limits.Limits.Circuit;
import io.flashsale.gateway.limits.LimitsInForce;
import java.util.HashSet;
import java.util.List;
import org.springframework.stereotype.Component;

/** Hands what operators set to Sentinel: flow rules, circuits, protection of this machine. */
@Component
class CapacityRules {

    private static final int LOOKS_BACK_MILLIS = 10_000;

    CapacityRules(SentinelHome home, LimitsInForce limits) {
        limits.follow(CapacityRules::apply);
    }

    private static void apply(Limits limits) {
        GatewayRuleManager.loadRules(new HashSet<>(limits.flow()));
        DegradeRuleManager.loadRules(
                limits.circuits().stream().map(CapacityRules::rule).toList());
        SystemRuleManager.loadRules(List.of(rule(limits.system())));
    }

    private static DegradeRule rule(Circuit circuit) {
        DegradeRule rule = new DegradeRule(resource(circuit.service()));
        rule.setGrade(RuleConstant.DEGRADE_GRADE_EXCEPTION_RATIO);
        rule.setCount(circuit.errorRatio());
        rule.setMinRequestAmount(circuit.minRequests());
        rule.setStatIntervalMs(LOOKS_BACK_MILLIS);
        rule.setTimeWindow(circuit.openSeconds());
        return rule;
    }

    /** Unset values are negative to Sentinel. */
    private static SystemRule rule(Limits.SystemLoad load) {
        SystemRule rule = new SystemRule();
        Double highestLoad = load.highestLoad();
        Double highestCpu = load.highestCpu();
        Long mostRequests = load.mostRequests();
        rule.setHighestSystemLoad(highestLoad == null ? -1 : highestLoad);
        rule.setHighestCpuUsage(highestCpu == null ? -1 : highestCpu);
        rule.setMaxThread(mostRequests == null ? -1 : mostRequests);
        return rule;
    }

    /** What a service is called in Sentinel. */
    static String resource(String service) {
        return "service-" + service;
    }
}
