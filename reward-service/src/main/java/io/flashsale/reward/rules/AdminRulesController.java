package io.flashsale.reward.rules;

import io.flashsale.reward.Money;
import io.flashsale.reward.RewardProblem;
import io.flashsale.reward.RewardProperties;
import io.flashsale.reward.Utc;
import io.flashsale.web.Caller;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rules, in the hands of operators. A rule is never changed: disable it and create another. */
@RestController
@RequestMapping("/api/admin/rewards/rules")
class AdminRulesController {

    private static final Logger LOG = LoggerFactory.getLogger(AdminRulesController.class);

    private final Rules rules;
    private final CouponTemplates templates;
    private final String currency;

    AdminRulesController(Rules rules, CouponTemplates templates, RewardProperties properties) {
        this.rules = rules;
        this.templates = templates;
        this.currency = properties.currency();
    }

    @GetMapping
    List<RuleResource> list() {
        return rules.all().stream().map(this::resource).toList();
    }

    /** Creates the rule; the same again changes nothing. */
    @PostMapping
    ResponseEntity<RuleResource> create(@RequestBody RuleRequest request, Caller caller) {
        Rule wanted = request.checked(currency, templates::isInForce);
        Rule rule = rules.create(wanted, caller.subject());
        if (!rule.sameAs(wanted)) {
            throw new ProblemException(
                            RewardProblem.NAME_TAKEN, "Another rule goes by the name \"" + rule.name() + "\".")
                    .field("name", "must be a name no other rule has");
        }
        LOG.info("Operator {} created rule {}.", caller.subject(), rule.name());
        return ResponseEntity.created(URI.create("/api/admin/rewards/rules/" + rule.name()))
                .body(resource(rule));
    }

    /** From now on no order earns anything by it; what was granted stays. */
    @PostMapping("/{name}/disable")
    ResponseEntity<Void> disable(@PathVariable String name, Caller caller) {
        if (!rules.disable(name, caller.subject())) {
            throw new ProblemException(CommonProblem.NOT_FOUND, "There is no such rule.");
        }
        LOG.info("Operator {} disabled rule {}.", caller.subject(), name);
        return ResponseEntity.noContent().build();
    }

    record RuleResource(
            String name,
            @Nullable String campaignId,
            Money minAmount,
            Tier tier,
            @Nullable RateResource points,
            @Nullable String couponTemplate,
            @Nullable Instant disabledAt) {}

    record RateResource(long points, Money per) {}

    private RuleResource resource(Rule rule) {
        return new RuleResource(
                rule.name(),
                rule.campaignId(),
                new Money(rule.minAmount(), currency),
                rule.tier(),
                rule.points() == null || rule.perAmount() == null
                        ? null
                        : new RateResource(rule.points(), new Money(rule.perAmount(), currency)),
                rule.couponTemplate(),
                rule.disabledAt() == null ? null : Utc.instant(rule.disabledAt()));
    }
}
