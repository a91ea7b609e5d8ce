package io.flashsale.loadtest.benchmark.baseline;

import java.util.concurrent.TimeUnit;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** B1: a distributed lock around reading the stock, writing it back and writing the order. */
@Component
class LockedPurchase implements Purchasing {

    private static final long PATIENCE_SECONDS = 3;

    private final BaselineTables tables;
    private final RedissonClient redis;
    private final TransactionTemplate transaction;

    LockedPurchase(BaselineTables tables, RedissonClient redis, TransactionTemplate transaction) {
        this.tables = tables;
        this.redis = redis;
        this.transaction = transaction;
    }

    @Override
    public String sku() {
        return "b1";
    }

    @Override
    public void fill(String campaignId, int units) {
        tables.fill(campaignId, sku(), units);
    }

    @Override
    public Outcome buy(PlacedOrder order) {
        RLock lock = redis.getLock("benchmark:lock:" + order.campaignId());
        try {
            if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return Outcome.BUSY;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.BUSY;
        }
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> readAndWrite(order)))
                    ? Outcome.SOLD
                    : Outcome.SOLD_OUT;
        } finally {
            lock.unlock();
        }
    }

    private boolean readAndWrite(PlacedOrder order) {
        int available = tables.available(order);
        if (available < order.quantity()) {
            return false;
        }
        tables.setAvailable(order, available - order.quantity());
        tables.insert(order);
        return true;
    }
}
