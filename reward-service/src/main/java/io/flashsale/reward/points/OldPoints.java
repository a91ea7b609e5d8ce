package io.flashsale.reward.points;

import io.flashsale.jobs.OldRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What becomes of old entries: an account stays the sum of those here and those in the archive. */
@Configuration(proxyBeanMethods = false)
class OldPoints {

    /** Entries about orders for which nothing is held. */
    @Bean
    OldRows oldPointsEntries() {
        return OldRows.of("points_entry", "created_at")
                .when("NOT EXISTS (SELECT 1 FROM reward_hold h WHERE h.order_id = points_entry.order_id"
                        + " AND h.status = 'HELD')")
                .by("id", "created_at")
                .archived();
    }
}
