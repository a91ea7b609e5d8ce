package io.flashsale.gateway.sale;

import java.time.Instant;
import java.util.List;

/**
 * The live campaigns as inventory-service tells them. Unknown states are kept as text: they lead to forwarding.
 *
 * @param serverTime inventory-service's clock when it wrote this
 * @param campaigns those that are warmed, open, paused or lately closed
 */
record LiveCampaigns(Instant serverTime, List<Campaign> campaigns) {

    /** One campaign; it sells in [startsAt, endsAt) while its status is OPEN. */
    record Campaign(String id, String status, Instant startsAt, Instant endsAt, List<Item> items) {}

    /** One item; {@code soldOut} is taken back when units return. */
    record Item(String sku, boolean soldOut) {}
}
