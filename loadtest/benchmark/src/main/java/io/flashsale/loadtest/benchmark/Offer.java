package io.flashsale.loadtest.benchmark;

import io.flashsale.loadtest.benchmark.load.HttpPurchase;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;

/** An item of a sale. */
record Offer(String campaign, String sku) {

    /**
     * One unit of it.
     *
     * @param tokens what buyers show at that door
     */
    HttpPurchase.Wish wish(Surroundings surroundings, InetSocketAddress door, List<byte[]> tokens) {
        return new HttpPurchase.Wish(
                door,
                tokens,
                new PurchasePermits(surroundings.purchaseTokenKeys(), campaign, sku, Clock.systemUTC()),
                sku + "-" + campaign + "-",
                campaign,
                sku);
    }
}
