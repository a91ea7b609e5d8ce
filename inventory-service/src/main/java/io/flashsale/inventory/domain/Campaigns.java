package io.flashsale.inventory.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All campaigns there are. */
public interface Campaigns {
    /** Keeps a new campaign as a draft and answers its id. */
    long add(CampaignPlan plan);

    Optional<Campaign> find(long id);

    /** The newest campaigns, at most {@code count}. */
    List<Campaign> newest(int count);

    /** Campaigns that are scheduled, warmed, open or paused, and those that ended after {@code since}. */
    List<Campaign> current(Instant since);

    /**
     * Moves a campaign from the status it was read with to another.
     *
     * @return false when somebody else changed the campaign in between
     */
    boolean changeStatus(Campaign asRead, CampaignStatus to);
}
