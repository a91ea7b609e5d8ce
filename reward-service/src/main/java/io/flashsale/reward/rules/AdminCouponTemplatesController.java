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

/** The kinds of coupons, in the hands of operators. A template is never changed: disable it and create another. */
@RestController
@RequestMapping("/api/admin/rewards/coupon-templates")
class AdminCouponTemplatesController {

    private static final Logger LOG = LoggerFactory.getLogger(AdminCouponTemplatesController.class);

    private final CouponTemplates templates;
    private final String currency;

    AdminCouponTemplatesController(CouponTemplates templates, RewardProperties properties) {
        this.templates = templates;
        this.currency = properties.currency();
    }

    @GetMapping
    List<CouponTemplateResource> list() {
        return templates.all().stream().map(this::resource).toList();
    }

    /** Creates the template; the same again changes nothing. */
    @PostMapping
    ResponseEntity<CouponTemplateResource> create(@RequestBody CouponTemplateRequest request, Caller caller) {
        CouponTemplate wanted = request.checked(currency);
        CouponTemplate template = templates.create(wanted, caller.subject());
        if (!template.sameAs(wanted)) {
            throw new ProblemException(
                            RewardProblem.NAME_TAKEN, "Another template goes by the name \"" + template.name() + "\".")
                    .field("name", "must be a name no other template has");
        }
        LOG.info("Operator {} created coupon template {}.", caller.subject(), template.name());
        return ResponseEntity.created(URI.create("/api/admin/rewards/coupon-templates/" + template.name()))
                .body(resource(template));
    }

    /** From now on no coupon comes from it; those that were granted stay good. */
    @PostMapping("/{name}/disable")
    ResponseEntity<Void> disable(@PathVariable String name, Caller caller) {
        if (!templates.disable(name, caller.subject())) {
            throw new ProblemException(CommonProblem.NOT_FOUND, "There is no such coupon template.");
        }
        LOG.info("Operator {} disabled coupon template {}.", caller.subject(), name);
        return ResponseEntity.noContent().build();
    }

    record CouponTemplateResource(
            String name,
            String title,
            @Nullable Money amountOff,
            @Nullable Integer percentOff,
            @Nullable Money maxDiscount,
            Money minAmount,
            int validDays,
            long quota,
            long issued,
            @Nullable Instant disabledAt) {}

    private CouponTemplateResource resource(CouponTemplate template) {
        return new CouponTemplateResource(
                template.name(),
                template.title(),
                money(template.amountOff()),
                template.percentOff(),
                money(template.maxDiscount()),
                new Money(template.minAmount(), currency),
                template.validDays(),
                template.quota(),
                template.issued(),
                template.disabledAt() == null ? null : Utc.instant(template.disabledAt()));
    }

    private @Nullable Money money(@Nullable Long amount) {
        return amount == null ? null : new Money(amount, currency);
    }
}
