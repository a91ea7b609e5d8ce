package io.flashsale.gateway.live;

import io.flashsale.gateway.funnel.CampaignFunnel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A sale at one moment.
 *
 * @param campaign the campaign as its service tells operators about it; null while that does not answer
 * @param funnel how far its shoppers got, on all gateways; null while the edge Redis is away
 * @param totals of all campaigns, since the processes started
 * @param refusals by reason, most frequent first; of all campaigns, since the processes started
 */
record LiveSale(
        Instant at,
        @Nullable JsonNode campaign,
        @Nullable CampaignFunnel funnel,
        Totals totals,
        Rates rates,
        List<Refusal> refusals,
        Lags lags,
        List<ServiceHealth> services) {

    record Totals(long attempts, long admitted) {}

    /** Per second, since the moment before. */
    record Rates(double attempts, double taken) {}

    record Refusal(String reason, long count) {}

    /**
     * Null where it is not known.
     *
     * @param journalAgeMillis of the oldest entry the ledger does not have
     * @param messageDelayMillis the longest time a message took to be heard, in the last minutes
     */
    record Lags(
            @Nullable Long laneDepth,
            @Nullable Long outboxAgeMillis,
            @Nullable Long parked,
            @Nullable Long journal,
            @Nullable Long journalAgeMillis,
            @Nullable Long messageDelayMillis) {}

    record ServiceHealth(String name, String health) {}
}
