package io.flashsale.reward;

import io.flashsale.web.ProblemType;

/** What reward-service refuses. */
public enum RewardProblem implements ProblemType {
    ALREADY_REVERSED("already-reversed", 409, "The order was refunded; it earns nothing any more"),
    GRANTED_OTHERWISE("granted-otherwise", 409, "The order has earned points for another buyer or amount"),
    INSUFFICIENT_POINTS("insufficient-points", 409, "Not enough points"),
    POINTS_OVER_LIMIT("points-over-limit", 409, "So many points cannot pay for this order"),
    COUPON_NOT_USABLE("coupon-not-usable", 409, "The coupon cannot be used for this order"),
    HOLD_CANCELLED("hold-cancelled", 409, "The hold was cancelled"),
    HOLD_SPENT("hold-spent", 409, "The hold was spent"),
    NAME_TAKEN("name-taken", 409, "Something else goes by this name"),
    NOT_YET("not-yet", 503, "Not there yet");

    private final String slug;
    private final int status;
    private final String title;

    RewardProblem(String slug, int status, String title) {
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
