package io.flashsale.inventory.web;

import io.flashsale.inventory.application.LiveCampaigns;
import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.CampaignStatus;
import io.flashsale.inventory.domain.GateState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A campaign as everybody may see it. */
record PublicCampaign(
        String id,
        String name,
        CampaignStatus status,
        Instant startsAt,
        Instant endsAt,
        Instant serverTime,
        List<Item> items) {

    /** How they are listed. */
    static final Comparator<Campaign> ORDER =
            Comparator.comparing(Campaign::startsAt).thenComparing(Campaign::id);

    /**
     * @param claimedPercent share of the units that are held or sold, 100 only when none is left; null when the gate is
     *     not ready
     */
    record Item(
            String sku,
            String name,
            MoneyResource salePrice,
            MoneyResource listPrice,
            int perBuyerLimit,
            boolean soldOut,
            @Nullable Integer claimedPercent) {}

    static PublicCampaign of(Campaign campaign, LiveCampaigns live) {
        return new PublicCampaign(
                Long.toString(campaign.id()),
                campaign.name(),
                live.shown(campaign).status(),
                campaign.startsAt(),
                campaign.endsAt(),
                live.saleTime(),
                campaign.items().stream().map(item -> item(item, live)).toList());
    }

    private static Item item(CampaignItem item, LiveCampaigns live) {
        return new Item(
                item.sku(),
                item.name(),
                MoneyResource.of(item.salePrice()),
                MoneyResource.of(item.listPrice()),
                item.perBuyerLimit(),
                live.gate(item).map(state -> state.available() == 0).orElse(false),
                live.gate(item).map(state -> claimedPercent(state, item)).orElse(null));
    }

    private static int claimedPercent(GateState gate, CampaignItem item) {
        int total = Math.max(1, item.total());
        return Math.clamp((long) (total - gate.available()) * 100 / total, 0, 100);
    }
}
