package io.flashsale.order.admission;

import io.flashsale.order.domain.Money;
import java.time.Instant;
import java.util.List;

/**
 * The running campaigns as inventory-service published them.
 *
 * @param version another one for whatever is worth knowing at once: statuses, sold-out items, campaigns
 * @param serverTime the sale's clock when this was written
 */
public record LiveSale(String version, Instant serverTime, List<Campaign> campaigns) {

    public LiveSale {
        campaigns = List.copyOf(campaigns);
    }

    /** One campaign, from warm-up until shortly after it closed. */
    public record Campaign(
            String id, Phase phase, Instant startsAt, Instant endsAt, int payWithinSeconds, List<Item> items) {

        public Campaign {
            items = List.copyOf(items);
        }
    }

    /**
     * One item of a campaign.
     *
     * @param perBuyerLimit units one buyer may hold
     */
    public record Item(String sku, Money unitPrice, int perBuyerLimit, boolean soldOut) {}

    /** Where a live campaign stands. */
    public enum Phase {
        WARMED,
        OPEN,
        PAUSED,
        CLOSED
    }
}
