package io.flashsale.reward.rules;

import io.flashsale.reward.Purchase;
import io.flashsale.reward.Utc;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The rules in force decide what an order earns, once: what was granted stays when they change. */
@Component
public class Rules {

    private final RuleMapper mapper;
    private final Clock clock;

    Rules(RuleMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    /** Points by the rule of that name. */
    public record Points(String rule, long points) {}

    /** A coupon by the rule of that name. */
    public record Coupon(String rule, String template) {}

    /** The points a purchase earns, one element per rule. */
    public List<Points> pointsFor(Purchase purchase, Tier buyer) {
        return mapper.inForce().stream()
                .filter(rule -> rule.points() != null && rule.appliesTo(purchase, buyer))
                .map(rule -> new Points(rule.name(), rule.pointsFor(purchase.amount())))
                .filter(earned -> earned.points() > 0)
                .toList();
    }

    /** The coupons a purchase earns, one element per rule. */
    public List<Coupon> couponsFor(Purchase purchase, Tier buyer) {
        return mapper.inForce().stream()
                .filter(rule -> rule.couponTemplate() != null && rule.appliesTo(purchase, buyer))
                .map(rule -> new Coupon(rule.name(), Objects.requireNonNull(rule.couponTemplate())))
                .toList();
    }

    List<Rule> all() {
        return mapper.all();
    }

    /** The rule of that name: the given one, or what was there before. */
    Rule create(Rule rule, String operator) {
        mapper.insert(rule, operator, Utc.of(clock.instant()));
        return mapper.get(rule.name());
    }

    /** Whether there is such a rule; from now on it does not apply. */
    boolean disable(String name, String operator) {
        mapper.disable(name, operator, Utc.of(clock.instant()));
        return mapper.find(name) != null;
    }
}
