package io.flashsale.loadtest.benchmark.baseline;

/** One way to sell limited stock. */
interface Purchasing {

    /** What became of a wish. */
    enum Outcome {
        SOLD,
        SOLD_OUT,
        /** Nothing happened; the buyer may try again. */
        BUSY
    }

    /** What is sold this way. */
    String sku();

    /** Makes so many units available in a campaign that had none. */
    void fill(String campaignId, int units);

    /** Sells the units of this order, or does nothing. */
    Outcome buy(PlacedOrder order);
}
