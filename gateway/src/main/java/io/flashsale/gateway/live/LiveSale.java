package io.flashsale.gateway.live;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A sale at one moment.
 *
 * @param campaign the campaign as its service tells operators about it; null while that does not answer
 * @param totals of all campaigns, since the processes started
 * @param refusals by reason, most frequent first; of all campaigns, since the processes started
 */
record LiveSale(
        Instant at,
        @Nullable JsonNode campaign,
        Totals totals,
        Rates rates,
        List<Refusal> refusals,
        Lags lags,
        List<ServiceHealth> services) {

    record Totals(long attempts, long admitted) {}

    /** Per second, since the moment before. */
    record Rates(double attempts, double taken) {}

    record Refusal(String reason, long count) {}

    /** Null where it is not known. */
    record Lags(
            @Nullable Long laneDepth,
            @Nullable Long outboxAgeMillis,
            @Nullable Long parked,
            @Nullable Long journal) {}

    record ServiceHealth(String name, String health) {}
}
