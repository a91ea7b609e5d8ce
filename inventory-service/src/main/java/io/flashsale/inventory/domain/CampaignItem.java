package io.flashsale.inventory.domain;

/**
 * A SKU in a campaign with the counters of the ledger.
 *
 * @param total units on sale altogether
 * @param held units reserved for orders that are not paid yet
 * @param sold units of paid orders
 * @param perBuyerLimit units one buyer may hold and own at the same time
 * @param epoch generation of the gate's data; 0 before the first warm-up
 * @param gateRevision changes the gate must have seen in this epoch, because the ledger has their effect
 */
public record CampaignItem(
        ItemRef ref,
        String sku,
        String name,
        Money salePrice,
        Money listPrice,
        int total,
        int held,
        int sold,
        int perBuyerLimit,
        long epoch,
        long gateRevision) {

    public CampaignItem {
        if (held < 0 || sold < 0 || held + sold > total) {
            throw new IllegalArgumentException(
                    "ledger of " + sku + " does not balance: " + held + " held, " + sold + " sold of " + total);
        }
        if (perBuyerLimit < 1) throw new IllegalArgumentException("limit per buyer below 1");
    }

    /** An item whose gate is not expected to have changed. */
    public CampaignItem(
            ItemRef ref,
            String sku,
            String name,
            Money salePrice,
            Money listPrice,
            int total,
            int held,
            int sold,
            int perBuyerLimit,
            long epoch) {
        this(ref, sku, name, salePrice, listPrice, total, held, sold, perBuyerLimit, epoch, 0);
    }

    /** Units the ledger would still allow to be promised. */
    public int available() {
        return total - held - sold;
    }
}
