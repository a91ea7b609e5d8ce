package io.flashsale.inventory.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One flash sale over the window [startsAt, endsAt).
 *
 * @param version rises with every change of status
 * @param payWithin time a buyer has to pay, counted from admission
 */
public record Campaign(
        long id,
        String name,
        CampaignStatus status,
        long version,
        Instant startsAt,
        Instant endsAt,
        Duration payWithin,
        List<CampaignItem> items) {

    /** How long the gate remembers a sale after its end: longer than any retry, check-back or refund may arrive. */
    private static final Duration GATE_MEMORY = Duration.ofDays(7);

    public Campaign {
        if (!startsAt.isBefore(endsAt)) throw new IllegalArgumentException("window is empty");
        items = List.copyOf(items);
    }

    public Optional<CampaignItem> item(String sku) {
        return items.stream().filter(item -> item.sku().equals(sku)).findFirst();
    }

    /** When the gate may forget this campaign. */
    public Instant gateExpiresAt() {
        return endsAt.plus(GATE_MEMORY);
    }
}
