package io.flashsale.loadtest.benchmark.checkout;

import io.flashsale.loadtest.benchmark.load.HttpPurchase;
import io.flashsale.loadtest.benchmark.load.Ids;
import io.flashsale.loadtest.benchmark.load.LoadGenerator;
import io.flashsale.loadtest.benchmark.load.LoadResult;
import io.flashsale.loadtest.benchmark.load.Pace;
import io.flashsale.loadtest.benchmark.sale.Books;
import io.flashsale.loadtest.benchmark.sale.Buyers;
import io.flashsale.loadtest.benchmark.sale.PurchasePermits;
import io.flashsale.loadtest.benchmark.sale.Sale;
import io.flashsale.loadtest.benchmark.stack.Rows;
import io.flashsale.loadtest.benchmark.stack.Surroundings;
import io.flashsale.middleware.Poll;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Orders that wait to be paid; bought like any other, through the gateway. */
final class UnpaidOrders implements AutoCloseable {

    private static final int CONNECTIONS = 64;
    private static final double BOUGHT_PER_SECOND = 250;
    private static final int AT_ONCE = 2_000;
    private static final Duration STORED_WITHIN = Duration.ofSeconds(30);

    private final ConcurrentLinkedQueue<Order> waiting = new ConcurrentLinkedQueue<>();
    private final LoadGenerator load;
    private final Rows orders;

    UnpaidOrders(Surroundings surroundings, Sale sale, List<byte[]> tokens) {
        URI gateway = surroundings.gateway();
        InetSocketAddress door = new InetSocketAddress(gateway.getHost(), gateway.getPort());
        HttpPurchase.Wish wish = new HttpPurchase.Wish(
                door,
                tokens,
                new PurchasePermits(
                        surroundings.purchaseTokenKeys(), sale.campaign(), Sale.ONLY_SKU, Clock.systemUTC()),
                "to-pay-" + sale.campaign() + "-",
                sale.campaign(),
                Sale.ONLY_SKU);
        load = new LoadGenerator(door, CONNECTIONS, () -> new HttpPurchase(wish));
        orders = surroundings.rows("orders");
    }

    /** An order and whose it is. */
    record Order(long id, int buyer) {}

    /** Buys until so many wait, and all of them are stored. */
    void atLeast(int wanted) throws InterruptedException {
        while (waiting.size() < wanted) {
            int missing = Math.min(AT_ONCE, wanted - waiting.size());
            LoadResult bought = load.run(
                    new Pace.Open(Duration.ofMillis((long) (missing * 1_000 / BOUGHT_PER_SECOND)), BOUGHT_PER_SECOND));
            // A connection may have been closed while it had nothing to do; what nobody was told of stays unpaid.
            if (bought.refused() > 0 || bought.accepted() == 0) {
                throw new IllegalStateException("%d orders were refused, %d failed; %s"
                        .formatted(bought.refused(), bought.failed(), bought.firstFailure()));
            }
            add(bought.ids());
        }
    }

    /**
     * Takes one.
     *
     * @throws IOException if none is left
     */
    Order next() throws IOException {
        Order order = waiting.poll();
        if (order == null) {
            throw new IOException("No order is left to be paid");
        }
        return order;
    }

    private void add(Ids bought) throws InterruptedException {
        String which = " FROM orders WHERE id IN (" + Books.list(bought.sorted()) + ")";
        if (!Poll.until(() -> orders.number("SELECT COUNT(*)" + which) == bought.size(), STORED_WITHIN)) {
            throw new IllegalStateException("Not every accepted order was stored in time");
        }
        long[] ids = bought.sorted();
        long[] buyers = orders.ids("SELECT CAST(SUBSTRING(buyer_id, "
                        + Buyers.name(0).length() + ") AS UNSIGNED)" + which + " ORDER BY id")
                .last(ids.length);
        for (int i = 0; i < ids.length; i++) {
            waiting.add(new Order(ids[i], (int) buyers[i]));
        }
    }

    @Override
    public void close() {
        load.close();
        orders.close();
    }
}
