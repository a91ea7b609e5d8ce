package io.flashsale.reward.coupons;

import io.flashsale.reward.Money;
import io.flashsale.reward.RewardProperties;
import io.flashsale.reward.Utc;
import io.flashsale.reward.rules.CouponTemplate;
import io.flashsale.reward.rules.CouponTemplates;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a shopper sees of the coupons. */
@RestController
class CouponsController {

    private final Coupons coupons;
    private final CouponTemplates templates;
    private final String currency;
    private final Clock clock;

    CouponsController(Coupons coupons, CouponTemplates templates, RewardProperties properties, Clock clock) {
        this.coupons = coupons;
        this.templates = templates;
        this.currency = properties.currency();
        this.clock = clock;
    }

    @GetMapping("/api/coupons")
    CouponsResource mine(Caller caller) {
        Instant now = clock.instant();
        Map<String, CouponTemplate> known = new HashMap<>();
        return new CouponsResource(coupons.newest(caller.require(Role.SHOPPER).subject()).stream()
                .map(coupon -> resource(coupon, known.computeIfAbsent(coupon.template(), templates::get), now))
                .toList());
    }

    private CouponResource resource(Coupon coupon, CouponTemplate template, Instant now) {
        return new CouponResource(
                Long.toString(coupon.id()),
                template.title(),
                money(template.amountOff()),
                template.percentOff(),
                money(template.maxDiscount()),
                new Money(template.minAmount(), currency),
                coupon.statusAt(now),
                Utc.instant(coupon.expiresAt()),
                coupon.orderId());
    }

    private @Nullable Money money(@Nullable Long amount) {
        return amount == null ? null : new Money(amount, currency);
    }

    /**
     * @param coupons the newest 100, newest first
     */
    record CouponsResource(List<CouponResource> coupons) {}

    /**
     * @param orderId the order that earned it
     */
    record CouponResource(
            String id,
            String title,
            @Nullable Money amountOff,
            @Nullable Integer percentOff,
            @Nullable Money maxDiscount,
            Money minAmount,
            Coupon.Status status,
            Instant expiresAt,
            String orderId) {}
}
