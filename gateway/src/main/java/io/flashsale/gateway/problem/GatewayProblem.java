package io.flashsale.gateway.problem;

import io.flashsale.web.ProblemType;

/** The problems of the gateway beside the common ones. Sale refusals are worded as order-service words them. */
public enum GatewayProblem implements ProblemType {
    REQUEST_TIMEOUT("request-timeout", 408, "The request arrived too slowly"),
    PURCHASE_TOKEN_INVALID("purchase-token-invalid", 403, "The purchase token is not valid here"),
    PURCHASE_TOKEN_EXPIRED("purchase-token-expired", 403, "The purchase token has run out"),
    CHALLENGE_INVALID("challenge-invalid", 403, "The challenge is not solved"),
    CHALLENGE_USED("challenge-used", 409, "The challenge was used before"),
    CAMPAIGN_NOT_FOUND("campaign-not-found", 404, "No such campaign"),
    BLOCKED("blocked", 403, "Not taken from here"),
    RISK_DENIED("risk-denied", 403, "This looks like a script"),
    SIGNATURE_INVALID("signature-invalid", 403, "The request is not signed as this sale asks"),
    LIMITS_CHANGED("limits-changed", 409, "The limits were changed by somebody else"),
    SOLD_OUT("sold-out", 409, "Sold out"),
    CAMPAIGN_PAUSED("campaign-paused", 409, "The sale is paused"),
    CAMPAIGN_CLOSED("campaign-closed", 409, "The sale is over"),
    NOT_OPEN_YET("not-open-yet", 425, "The sale has not begun");

    private final String slug;
    private final int status;
    private final String title;

    GatewayProblem(String slug, int status, String title) {
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
