package io.flashsale.inventory.domain;

/** Where a campaign stands. The legal ways from one status to the next are {@link CampaignStep}s. */
public enum CampaignStatus {
    DRAFT,
    SCHEDULED,
    WARMED,
    OPEN,
    PAUSED,
    CLOSED,
    SETTLED,
    CANCELLED;

    /** Whether the stock gate must be filled and answer for this campaign. */
    public boolean needsGate() {
        return this == WARMED || this == OPEN || this == PAUSED;
    }

    /** Whether nothing is sold any more, for ever. */
    public boolean isOver() {
        return this == CLOSED || this == SETTLED || this == CANCELLED;
    }

    /** Whether shoppers may know that this campaign exists. */
    public boolean isPublic() {
        return this != DRAFT && this != CANCELLED;
    }
}
