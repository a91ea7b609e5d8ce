package io.flashsale.gateway.limits;

import com.alibaba.csp.sentinel.adapter.gateway.common.rule.GatewayFlowRule;
import com.alibaba.csp.sentinel.adapter.gateway.common.rule.GatewayRuleManager;
import io.flashsale.gateway.chain.EdgeRoute;
import io.flashsale.gateway.chain.Networks;
import io.flashsale.gateway.limits.Limits.Circuit;
import io.flashsale.gateway.limits.Limits.Quota;
import io.flashsale.gateway.limits.Limits.RiskRules;
import io.flashsale.gateway.limits.Limits.SystemLoad;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says what is wrong with limits before they are in force anywhere. */
@Component
final class LimitsValidation {

    private static final int MOST_ENTRIES = 10_000;
    private static final long LONGEST_SECONDS = 86_400;

    private final Set<String> routes =
            Arrays.stream(EdgeRoute.values()).map(EdgeRoute::id).collect(Collectors.toUnmodifiableSet());
    private final Set<String> services = Arrays.stream(EdgeRoute.Owner.values())
            .filter(owner -> owner != EdgeRoute.Owner.GATEWAY)
            .map(owner -> owner.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    /** {@code field: what it must be}, for each field at fault. */
    List<String> problemsOf(Limits limits) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < limits.flow().size(); i++) {
            GatewayFlowRule rule = limits.flow().get(i);
            check(problems, routes.contains(rule.getResource()), "flow[" + i + "].resource: must be the id of a route");
            check(problems, GatewayRuleManager.isValidRule(rule), "flow[" + i + "]: is not a valid Sentinel rule");
        }
        for (int i = 0; i < limits.circuits().size(); i++) {
            Circuit circuit = limits.circuits().get(i);
            String at = "circuits[" + i + "].";
            check(problems, services.contains(circuit.service()), at + "service: must be one of " + services);
            check(
                    problems,
                    circuit.errorRatio() > 0 && circuit.errorRatio() <= 1,
                    at + "errorRatio: must be above 0 and at most 1");
            check(problems, circuit.minRequests() >= 1, at + "minRequests: must be at least 1");
            check(
                    problems,
                    circuit.openSeconds() >= 1 && circuit.openSeconds() <= 60,
                    at + "openSeconds: must be 1 to 60");
        }
        system(problems, limits.system());
        blocked(problems, limits.blocked());
        Map.of(
                        "address", limits.quotas().address(),
                        "network", limits.quotas().network(),
                        "buyer", limits.quotas().buyer(),
                        "device", limits.quotas().device(),
                        "deliveryAddress", limits.quotas().deliveryAddress())
                .forEach((name, quota) -> quota(problems, "quotas." + name, quota));
        risk(problems, limits.risk());
        return problems;
    }

    private static void system(List<String> problems, SystemLoad system) {
        Double load = system.highestLoad();
        Double cpu = system.highestCpu();
        Long requests = system.mostRequests();
        check(problems, load == null || load > 0, "system.highestLoad: must be above 0");
        check(problems, cpu == null || (cpu > 0 && cpu <= 1), "system.highestCpu: must be above 0 and at most 1");
        check(problems, requests == null || requests > 0, "system.mostRequests: must be above 0");
    }

    private static void blocked(List<String> problems, Limits.Blocked blocked) {
        try {
            Networks.of(blocked.addresses());
        } catch (IllegalArgumentException e) {
            problems.add("blocked.addresses: " + e.getMessage());
        }
        check(
                problems,
                blocked.addresses().size() <= MOST_ENTRIES
                        && blocked.buyers().size() <= MOST_ENTRIES
                        && blocked.devices().size() <= MOST_ENTRIES,
                "blocked: a list may have at most " + MOST_ENTRIES + " entries");
    }

    private static void quota(List<String> problems, String field, Quota quota) {
        check(problems, quota.requests() >= 1, field + ".requests: must be at least 1");
        check(
                problems,
                quota.seconds() >= 1 && quota.seconds() <= LONGEST_SECONDS,
                field + ".seconds: must be 1 to " + LONGEST_SECONDS);
    }

    private static void risk(List<String> problems, RiskRules risk) {
        check(
                problems,
                risk.harderFrom() > 0 && risk.harderFrom() <= risk.slowFrom() && risk.slowFrom() <= risk.denyFrom(),
                "risk: must hold 0 < harderFrom <= slowFrom <= denyFrom");
        check(
                problems,
                risk.harderEffort() >= 1 && risk.harderEffort() <= 1_000,
                "risk.harderEffort: must be 1 to 1000");
        check(problems, risk.slowPerSecond() >= 1, "risk.slowPerSecond: must be at least 1");
    }

    private static void check(List<String> problems, boolean holds, String otherwise) {
        if (!holds) {
            problems.add(otherwise);
        }
    }
}
