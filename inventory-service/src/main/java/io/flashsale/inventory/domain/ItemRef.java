package io.flashsale.inventory.domain;

/** One item of one campaign; everything the gate keeps about it lives under one hash tag. */
public record ItemRef(long campaignId, long itemId) implements Comparable<ItemRef> {
    @Override
    public int compareTo(ItemRef other) {
        int byCampaign = Long.compare(campaignId, other.campaignId);
        return byCampaign != 0 ? byCampaign : Long.compare(itemId, other.itemId);
    }
}
