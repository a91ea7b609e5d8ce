package io.flashsale.inventory.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What an operator asks for when creating a campaign. */
public record CampaignPlan(String name, Instant startsAt, Instant endsAt, Duration payWithin, List<Item> items) {
    public CampaignPlan {
        items = List.copyOf(items);
    }

    /** One planned item; {@code total} and {@code perBuyerLimit} in units, both at least 1. */
    public record Item(String sku, String name, Money salePrice, Money listPrice, int total, int perBuyerLimit) {}
}
