package io.flashsale.payment.reconciliation;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.redisson.api.RFencedLock;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.springframework.stereotype.Component;

/**
 * Lets one instance reconcile at a time. Redisson's watchdog keeps the lock while the runner lives; its fencing token
 * keeps a runner that lost it unnoticed from writing.
 */
@Component
class RunnersLock {

    private static final String KEY = "fs:pay:reconciling";

    private final RedissonClient redis;

    RunnersLock(RedissonClient redis) {
        this.redis = redis;
    }

    /** Does the work with the lock's token; empty if another instance has the lock. */
    <T> Optional<T> whileHeld(LongFunction<T> work) {
        RFencedLock lock = redis.getFencedLock(KEY);
        Long token = lock.tryLockAndGetToken(0, TimeUnit.SECONDS);
        if (token == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.apply(token));
        } finally {
            try {
                if (lock.isHeldByCurrentThread()) {
                    lock.unlock();
                }
            } catch (RedisException e) {
                // It runs out by itself.
            }
        }
    }
}
