package io.flashsale.payment.web;

import io.flashsale.web.ProblemType;

/** What payment-service refuses. */
enum PaymentProblem implements ProblemType {
    INSUFFICIENT_FUNDS("insufficient-funds", 409, "The wallet does not hold enough"),
    INSUFFICIENT_POINTS("insufficient-points", 409, "There are not that many points"),
    POINTS_OVER_LIMIT("points-over-limit", 409, "So many points cannot pay for this order"),
    COUPON_NOT_USABLE("coupon-not-usable", 409, "The coupon cannot be used"),
    NOTHING_TO_PAY("nothing-to-pay", 409, "Points and coupon pay for everything"),
    ORDER_NOT_PAYABLE("order-not-payable", 409, "The order is not waiting for a payment"),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "The idempotency key was used for another request"),
    PAYMENT_IN_PROGRESS("payment-in-progress", 503, "The payment is being decided"),
    NOT_YET("not-yet", 503, "The order was accepted a moment ago and is not ready yet"),
    NOTHING_CAPTURED("nothing-captured", 409, "The order has no captured payment"),
    REFUND_EXCEEDS_CAPTURE("refund-exceeds-capture", 409, "More than is left of what was captured"),
    REFUND_ID_REUSED("refund-id-reused", 422, "The refund id was used for another refund"),
    REFUND_REFUSED("refund-refused", 409, "The payment provider refuses the refund"),
    REFUND_UNKNOWN("refund-unknown", 503, "Whether the refund was made is not known yet");

    private final String slug;
    private final int status;
    private final String title;

    PaymentProblem(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
