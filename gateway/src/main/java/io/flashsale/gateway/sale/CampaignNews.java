package io.flashsale.gateway.sale;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The public campaigns as inventory-service tells them.
 *
 * @param version changes with what is worth a message, not with every unit
 * @param serverTime the sale's clock when it wrote this
 * @param asOf the sale's clock when it looked at the stock gates
 * @param heldMillis how long it kept the question waiting before it wrote this, rounded down
 */
record CampaignNews(String version, Instant serverTime, Instant asOf, long heldMillis, List<Told> campaigns) {

    /**
     * One campaign.
     *
     * @param version rises with every change of its status
     * @param campaign as everybody may see it
     */
    record Told(long version, ObjectNode campaign) {}
}
