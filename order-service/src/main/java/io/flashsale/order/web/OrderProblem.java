package io.flashsale.order.web;

import io.flashsale.web.ProblemType;

/** The problems of this service; refusals among them. */
enum OrderProblem implements ProblemType {
    SOLD_OUT("sold-out", 409, "Sold out"),
    LIMIT_REACHED("limit-reached", 409, "You have reached the limit per buyer"),
    CAMPAIGN_PAUSED("campaign-paused", 409, "The sale is paused"),
    CAMPAIGN_CLOSED("campaign-closed", 409, "The sale is over"),
    NOT_OPEN_YET("not-open-yet", 425, "The sale has not begun"),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "This Idempotency-Key belongs to another purchase"),
    NO_SUCH_ITEM("campaign-not-found", 404, "No running sale offers this item"),
    PURCHASE_TOKEN_INVALID("purchase-token-invalid", 403, "The purchase token is not valid here"),
    PURCHASE_TOKEN_EXPIRED("purchase-token-expired", 403, "The purchase token has run out"),
    PURCHASE_TOKEN_USED("purchase-token-used", 409, "The purchase token was used before"),
    BUSY("busy", 503, "Too many are buying at once"),
    GATE_NOT_READY("gate-not-ready", 503, "The stock is being counted"),
    UNDECIDED("undecided", 503, "The answer is not known yet"),
    NOT_CANCELLABLE("order-not-cancellable", 409, "The order cannot be cancelled any more"),
    NOT_REFUNDABLE("order-not-refundable", 409, "The order cannot be refunded"),
    REFUND_TOO_LATE("refund-too-late", 409, "The time to return the order is over"),
    REFUND_IN_PROGRESS("refund-in-progress", 409, "Another refund of the order is not over yet"),
    SECOND_OPERATOR_NEEDED("second-operator-needed", 409, "A second operator has to decide"),
    NOT_PAYABLE("order-not-payable", 409, "The order is not waiting for payment"),
    NOT_YET("not-yet", 503, "The order is being written down");

    private final String slug;
    private final int status;
    private final String title;

    OrderProblem(String slug, int status, String title) {
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
