package io.flashsale.inventory.domain;

import static io.flashsale.inventory.domain.CampaignStatus.CANCELLED;
import static io.flashsale.inventory.domain.CampaignStatus.CLOSED;
import static io.flashsale.inventory.domain.CampaignStatus.DRAFT;
import static io.flashsale.inventory.domain.CampaignStatus.OPEN;
import static io.flashsale.inventory.domain.CampaignStatus.PAUSED;
import static io.flashsale.inventory.domain.CampaignStatus.SCHEDULED;
import static io.flashsale.inventory.domain.CampaignStatus.SETTLED;
import static io.flashsale.inventory.domain.CampaignStatus.WARMED;

/** What an operator (or the end of the window) does to a campaign, and from which statuses it may be done. */
public enum CampaignStep {
    SCHEDULE("schedule", SCHEDULED),
    WARM_UP("warm-up", WARMED),
    OPEN_SALE("open", OPEN),
    PAUSE("pause", PAUSED),
    RESUME("resume", OPEN),
    CLOSE("close", CLOSED),
    /** The kill switch: ends the sale for good, also one that has not begun. */
    STOP("stop", CLOSED),
    /** Closes the books of an ended sale. */
    SETTLE("settle", SETTLED),
    CANCEL("cancel", CANCELLED);

    private final String verb;
    private final CampaignStatus target;

    CampaignStep(String verb, CampaignStatus target) {
        this.verb = verb;
        this.target = target;
    }

    /** The verb operators use for this step, as in the address they post to. */
    public String verb() {
        return verb;
    }

    public CampaignStatus target() {
        return target;
    }

    public boolean isLegalFrom(CampaignStatus status) {
        return switch (this) {
            case SCHEDULE -> status == DRAFT;
            case WARM_UP -> status == SCHEDULED;
            case OPEN_SALE -> status == WARMED;
            case PAUSE -> status == OPEN;
            case RESUME -> status == PAUSED;
            case CLOSE -> status == OPEN || status == PAUSED;
            case STOP -> status == WARMED || status == OPEN || status == PAUSED;
            case SETTLE -> status == CLOSED;
            case CANCEL -> status == DRAFT || status == SCHEDULED || status == WARMED;
        };
    }
}
