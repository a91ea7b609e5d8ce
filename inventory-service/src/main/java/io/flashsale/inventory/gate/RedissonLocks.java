package io.flashsale.inventory.gate;

import io.flashsale.inventory.domain.FillLock;
import io.flashsale.inventory.domain.GateNotReady;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.JobLock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RFencedLock;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.springframework.stereotype.Component;

/**
 * Locks in Redis, renewed by Redisson's watchdog as long as their holder lives. Their tokens are counted in Redis, which
 * may forget the count; then it is raised to the fence, the highest token MySQL has accepted, before anybody works.
 */
@Component
class RedissonLocks implements FillLock, JobLock {
    private static final long WAIT_SECONDS = 5;

    /** As {@code RedissonFencedLock} names its count. */
    private static final String TOKEN_PREFIX = "redisson_lock_token:";

    /** The count of a lock nobody used for so long may go; the fence in MySQL stays. */
    private static final Duration TOKEN_KEPT = Duration.ofDays(30);

    private final RedissonClient redis;
    private final LuaScript raiseToken = LuaScript.named("raise_token");

    RedissonLocks(RedissonClient redis) {
        this.redis = redis;
    }

    @Override
    public void whileHeld(ItemRef item, LongSupplier fence, LongConsumer work) {
        if (!tryWhileHeld(GateKeys.of(item).fillLock(), WAIT_SECONDS, fence, work)) throw GateNotReady.filling(item);
    }

    @Override
    public boolean tryAlone(String job, LongSupplier fence, LongConsumer work) {
        return tryWhileHeld(GateKeys.jobLock(job), 0, fence, work);
    }

    private boolean tryWhileHeld(String name, long waitSeconds, LongSupplier fence, LongConsumer work) {
        RFencedLock lock = redis.getFencedLock(name);
        Long token = acquire(lock, waitSeconds);
        if (token == null) return false;
        try {
            long accepted = fence.getAsLong();
            if (token <= accepted) token = raise(name, accepted);
            work.accept(token);
            return true;
        } finally {
            release(lock);
        }
    }

    private static @Nullable Long acquire(RFencedLock lock, long waitSeconds) {
        try {
            return lock.tryLockAndGetToken(waitSeconds, TimeUnit.SECONDS);
        } catch (RedisException e) {
            throw GateNotReady.unreachable(e);
        }
    }

    /** The next token above the fence. */
    private long raise(String name, long fence) {
        LuaScript.Reply reply = raiseToken.run(
                redis, List.of(TOKEN_PREFIX + name), Long.toString(fence), Long.toString(TOKEN_KEPT.toMillis()));
        return Long.parseLong(reply.detail());
    }

    /** A lock that was lost meanwhile needs no release; one that cannot be released runs out by itself. */
    private static void release(RFencedLock lock) {
        try {
            if (lock.isHeldByCurrentThread()) lock.unlock();
        } catch (RedisException e) {
            throw GateNotReady.unreachable(e);
        }
    }
}
