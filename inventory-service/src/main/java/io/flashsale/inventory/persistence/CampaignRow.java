package io.flashsale.inventory.persistence;

import java.time.LocalDateTime;

/** Times are UTC: a local date-time reaches the database unchanged, whatever the zone of the session. */
record CampaignRow(
        long id,
        String name,
        String status,
        long version,
        LocalDateTime startsAt,
        LocalDateTime endsAt,
        int payWithinSeconds) {}
