package io.flashsale.reward;

import io.flashsale.web.ProblemType;

/** What reward-service refuses. */
enum RewardProblem implements ProblemType {
    ALREADY_REVERSED("already-reversed", "The order was refunded; it earns nothing any more"),
    GRANTED_OTHERWISE("granted-otherwise", "The order has earned points for another buyer or amount");

    private final String slug;
    private final String title;

    RewardProblem(String slug, String title) {
        this.slug = slug;
        this.title = title;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public int status() {
        return 409;
    }

    @Override
    public String title() {
        return title;
    }
}
