package io.flashsale.loadtest.benchmark.sale;

import io.flashsale.loadtest.benchmark.load.HttpPurchase;
import io.flashsale.loadtest.benchmark.stack.Surroundings;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;

/** An item of a sale. */
public record Offer(String campaign, String sku) {

    /**
     * One unit of it.
     *
     * @param tokens what buyers show at that door
     */
    public HttpPurchase.Wish wish(Surroundings surroundings, InetSocketAddress door, List<byte[]> tokens) {
        return new HttpPurchase.Wish(
                door,
                tokens,
                new PurchasePermits(surroundings.purchaseTokenKeys(), campaign, sku, Clock.systemUTC()),
                sku + "-" + campaign + "-",
                campaign,
                sku);
    }
}
