package io.flashsale.reward.rules;

import io.flashsale.reward.Utc;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** The kinds of coupons there are. No more coupons come from a template than its quota. */
@Component
public class CouponTemplates {

    private final CouponTemplateMapper mapper;
    private final Clock clock;

    CouponTemplates(CouponTemplateMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    public CouponTemplate get(String name) {
        return mapper.get(name);
    }

    /** Takes one coupon off the quota; false if it is used up or the template is disabled. */
    public boolean take(String name) {
        return mapper.take(name) == 1;
    }

    /** Gives a coupon that nobody used back to the quota. */
    public void giveBack(String name) {
        mapper.giveBack(name);
    }

    boolean isInForce(String name) {
        CouponTemplate template = mapper.find(name);
        return template != null && template.disabledAt() == null;
    }

    List<CouponTemplate> all() {
        return mapper.all();
    }

    /** The template of that name: the given one, or what was there before. */
    CouponTemplate create(CouponTemplate template, String operator) {
        mapper.insert(template, operator, Utc.of(clock.instant()));
        return mapper.get(template.name());
    }

    /** Whether there is such a template; from now on no coupon comes from it. */
    boolean disable(String name, String operator) {
        mapper.disable(name, operator, Utc.of(clock.instant()));
        return mapper.find(name) != null;
    }
}
