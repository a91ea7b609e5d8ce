package io.flashsale.reward;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Rules and templates in the hands of operators, and in nobody else's. */
class AdminRewardsIT extends RewardIT {

    private static final String RULES = "/api/admin/rewards/rules";
    private static final String TEMPLATES = "/api/admin/rewards/coupon-templates";

    @Test
    void createsOnceAndNeverChanges() {
        String name = fresh("t");
        String percent = template(name, "\"percentOff\":10,\"maxDiscount\":" + money(50), 10);
        Answer created = post(OPERATOR, TEMPLATES, percent);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().path("maxDiscount").path("amount").asLong()).isEqualTo(50);
        assertThat(post(OPERATOR, TEMPLATES, percent).status()).isEqualTo(201);
        Answer other = post(OPERATOR, TEMPLATES, template(name, "\"percentOff\":20", 10));
        assertThat(other.code()).isEqualTo("name-taken");
        assertThat(other.fields()).containsExactly("name");

        String rule = fresh("r");
        assertThat(post(OPERATOR, RULES, couponRule(rule, "7", name)).status()).isEqualTo(201);
        assertThat(post(OPERATOR, RULES, couponRule(rule, "7", name)).status()).isEqualTo(201);
        assertThat(post(OPERATOR, RULES, couponRule(rule, "8", name)).code()).isEqualTo("name-taken");
        assertThat(get(OPERATOR, RULES).body().valueStream())
                .anySatisfy(each -> assertThat(each.path("name").asString()).isEqualTo(rule))
                .anySatisfy(each -> assertThat(each.path("name").asString()).isEqualTo("base"));
    }

    @Test
    void grantsNothingByWhatIsDisabled() {
        String template = fresh("t");
        String campaign = fresh("c");
        post(OPERATOR, TEMPLATES, template(template, "\"percentOff\":10", 10));
        post(OPERATOR, RULES, couponRule(fresh("r"), campaign, template));
        assertThat(post(OPERATOR, TEMPLATES + "/" + template + "/disable", "").status())
                .isEqualTo(204);
        assertThat(grantCoupons(fresh("o"), fresh("b"), campaign)
                        .body()
                        .path("couponIds")
                        .size())
                .isZero();
        assertThat(post(OPERATOR, RULES, couponRule(fresh("r"), campaign, template))
                        .fields())
                .containsExactly("couponTemplate");
        assertThat(post(OPERATOR, TEMPLATES + "/none/disable", "").status()).isEqualTo(404);
        assertThat(post(OPERATOR, RULES + "/none/disable", "").status()).isEqualTo(404);
    }

    @Test
    void addsUpThePointsOfACampaign() {
        String campaign = fresh("c");
        String refunded = fresh("o");
        grant(fresh("o"), fresh("b"), 1990, campaign);
        grant(refunded, fresh("b"), 1000, campaign);
        reverse(refunded);

        JsonNode summary = get(OPERATOR, "/api/admin/rewards/points/summary?campaignId=" + campaign)
                .body();

        assertThat(summary.path("orders").asLong()).isEqualTo(2);
        assertThat(summary.path("granted").asLong()).isEqualTo(29);
        assertThat(summary.path("reversed").asLong()).isEqualTo(10);
        assertThat(get(OPERATOR, "/api/admin/rewards/points/orders/" + refunded)
                        .body()
                        .valueStream()
                        .map(entry -> entry.path("kind").asString() + " "
                                + entry.path("points").asLong()))
                .containsExactly("GRANT 10", "REVERSAL -10");
        assertThat(get(new Caller(fresh("b"), Role.SHOPPER), "/api/admin/rewards/points/summary?campaignId=" + campaign)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void namesTheFieldsAtFault() {
        Answer template = post(
                OPERATOR,
                TEMPLATES,
                "{\"name\":\"No!\",\"amountOff\":{\"amount\":0,\"currency\":\"EUR\"},\"maxDiscount\":{\"amount\":1,\"currency\":\"CNY\"},\"quota\":0}");
        assertThat(template.status()).isEqualTo(422);
        assertThat(template.fields())
                .containsExactlyInAnyOrder(
                        "name", "title", "amountOff.amount", "amountOff.currency", "maxDiscount", "validDays", "quota");
        Answer rule = post(OPERATOR, RULES, "{\"name\":\"x\",\"tier\":\"BEST\",\"points\":{\"points\":0}}");
        assertThat(rule.fields()).containsExactlyInAnyOrder("tier", "points.points", "points.per");
    }

    @Test
    void isOpenToOperatorsOnly() {
        Caller shopper = new Caller("b", Role.SHOPPER);
        assertThat(get(shopper, RULES).status()).isEqualTo(403);
        assertThat(post(shopper, TEMPLATES, "{}").status()).isEqualTo(403);
        assertThat(get(OPERATOR, "/api/coupons").status()).isEqualTo(403);
    }
}
