package io.flashsale.reward.rules;

import io.flashsale.reward.RewardProperties;

/** How much a buyer has bought so far; in ascending order. */
public enum Tier {
    STANDARD,
    SILVER,
    GOLD;

    /** The tier of a buyer who has ever earned so many points. */
    public static Tier of(long earned, RewardProperties properties) {
        if (earned >= properties.goldFrom()) {
            return GOLD;
        }
        return earned >= properties.silverFrom() ? SILVER : STANDARD;
    }
}
