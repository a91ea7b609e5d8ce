package io.flashsale.inventory.gate;

import io.flashsale.inventory.domain.FillLock;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.ItemRef;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.springframework.stereotype.Component;

@Component
class RedissonFillLock implements FillLock {
    private static final long WAIT_SECONDS = 5;

    private final RedissonClient redis;

    RedissonFillLock(RedissonClient redis) {
        this.redis = redis;
    }

    @Override
    public void whileHeld(ItemRef item, Runnable work) {
        RLock lock = redis.getLock(GateKeys.of(item).fillLock());
        try {
            if (!lock.tryLock(WAIT_SECONDS, TimeUnit.SECONDS)) throw GateNotReady.filling(item);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw GateNotReady.filling(item);
        } catch (RedisException e) {
            throw GateNotReady.unreachable(e);
        }
        try {
            work.run();
        } finally {
            release(lock);
        }
    }

    /** A lock that was lost meanwhile needs no release; one that cannot be released runs out by itself. */
    private static void release(RLock lock) {
        try {
            if (lock.isHeldByCurrentThread()) lock.unlock();
        } catch (RedisException e) {
            throw GateNotReady.unreachable(e);
        }
    }
}
