package io.flashsale.reward.rules;

import io.flashsale.reward.Fields;
import io.flashsale.reward.Money;
import org.jspecify.annotations.Nullable;

/** A kind of coupon an operator wants to have. */
record CouponTemplateRequest(
        @Nullable String name,
        @Nullable String title,
        @Nullable Money amountOff,
        @Nullable Long percentOff,
        @Nullable Money maxDiscount,
        @Nullable Money minAmount,
        @Nullable Long validDays,
        @Nullable Long quota) {

    private static final int LONGEST_TITLE = 128;
    private static final int MOST_DAYS = 3650;

    CouponTemplate checked(String currency) {
        Fields fields = new Fields();
        String templateName = fields.aName("name", name);
        fields.check(
                title != null && !title.isBlank() && title.length() <= LONGEST_TITLE,
                "title",
                "must be a text of 1 to " + LONGEST_TITLE + " characters");
        fields.check(
                (amountOff == null) != (percentOff == null),
                "amountOff",
                "a coupon takes off either an amount or a share: give amountOff or percentOff, not both");
        Long off = amountOff == null ? null : fields.amount("amountOff", amountOff, 1, currency);
        Integer percent = percentOff == null ? null : (int) fields.number("percentOff", percentOff, 1, 100);
        fields.check(maxDiscount == null || percentOff != null, "maxDiscount", "goes with percentOff only");
        Long most = maxDiscount == null ? null : fields.amount("maxDiscount", maxDiscount, 1, currency);
        long least = minAmount == null ? 0 : fields.amount("minAmount", minAmount, 0, currency);
        int days = (int) fields.number("validDays", validDays, 1, MOST_DAYS);
        long many = fields.number("quota", quota, 1, Fields.MOST);
        fields.refuseFaults();
        return new CouponTemplate(
                templateName, title == null ? "" : title, off, percent, most, least, days, many, 0, null);
    }
}
