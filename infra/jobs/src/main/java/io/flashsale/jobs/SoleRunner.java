package io.flashsale.jobs;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.redisson.api.RFencedLock;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;

/**
 * Lets one instance of a service at a time do a job. Redisson's watchdog keeps the lock while the runner lives; its
 * fencing token keeps a runner that lost it unnoticed from writing, where a job writes what must not be written twice.
 */
public final class SoleRunner {

    private final Supplier<RedissonClient> redis;
    private final String service;

    SoleRunner(Supplier<RedissonClient> redis, String service) {
        this.redis = redis;
        this.service = service;
    }

    /**
     * Does the work with the lock's token; empty if another instance has the lock.
     *
     * @throws RedisException if the lock cannot be asked for
     */
    public <T> Optional<T> whileHeld(String job, LongFunction<T> work) {
        RFencedLock lock = redis.get().getFencedLock(key(job));
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

    /** The lock's name in Redis; its count of tokens stays for ever, one small key per job. */
    String key(String job) {
        return "fs:jobs:" + service + ":" + job;
    }
}
