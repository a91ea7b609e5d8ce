package io.flashsale.inventory.web;

import io.flashsale.inventory.application.RehearseCampaign;
import io.flashsale.inventory.application.RehearseCampaign.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What an operator wants to know before opening a sale. */
@RestController
class ChecklistController {
    /** They say something about the process, which answers, but nothing about a sale. */
    private static final Set<String> NO_MATTER = Set.of(
            "pingHealthContributor",
            "sslHealthContributor",
            "livenessStateHealthIndicator",
            "readinessStateHealthIndicator");

    private final RehearseCampaign rehearseCampaign;
    private final Map<String, HealthIndicator> indicators;

    ChecklistController(RehearseCampaign rehearseCampaign, Map<String, HealthIndicator> indicators) {
        this.rehearseCampaign = rehearseCampaign;
        this.indicators = new TreeMap<>(indicators);
        this.indicators.keySet().removeAll(NO_MATTER);
    }

    /** @param ready whether every check passed */
    record Checklist(boolean ready, List<Check> checks) {}

    @GetMapping("/api/admin/campaigns/{id}/checklist")
    Checklist checklist(@PathVariable String id) {
        List<Check> checks = new ArrayList<>(rehearseCampaign.rehearse(CampaignIds.parse(id)));
        indicators.forEach((name, indicator) -> checks.add(check(name, indicator.health())));
        return new Checklist(checks.stream().allMatch(Check::passed), checks);
    }

    /** Middleware, and the consumers of messages. */
    private static Check check(String name, @Nullable Health health) {
        String status = health == null ? "UNKNOWN" : health.getStatus().getCode();
        return new Check(
                "health of " + name.replaceFirst("Health(Indicator|Contributor)$", ""),
                Status.UP.getCode().equals(status),
                status);
    }
}
