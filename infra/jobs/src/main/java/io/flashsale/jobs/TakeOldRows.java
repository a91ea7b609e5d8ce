package io.flashsale.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes old rows away, table by table, in many small transactions. One instance does at a time; should two do, each
 * leaves the rows alone that the other has locked.
 */
public class TakeOldRows implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(TakeOldRows.class);
    private static final String JOB = "retention";

    private final List<OldRows> all;
    private final RetentionProperties properties;
    private final SoleRunner soleRunner;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private volatile boolean stopped;

    TakeOldRows(
            List<OldRows> all,
            RetentionProperties properties,
            SoleRunner soleRunner,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            MeterRegistry meters) {
        this.all = List.copyOf(all);
        this.properties = properties;
        this.soleRunner = soleRunner;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.meters = meters;
    }

    /** Every night; {@code flashsale.retention.at} is a cron expression, Beijing time, and {@code -} never comes. */
    @Scheduled(cron = "${flashsale.retention.at:0 40 3 * * *}", zone = "Asia/Shanghai")
    public void whenItIsTime() {
        try {
            soleRunner.whileHeld(JOB, _ -> takeAll());
        } catch (RedisException e) {
            LOG.warn("Old rows stay until the next time, the lock cannot be had: {}", e.toString());
        }
    }

    /**
     * Takes away what is old now.
     *
     * @return rows that went, without their parts; empty work is 0
     */
    long takeAll() {
        long until = System.nanoTime() + properties.atMost().toNanos();
        LocalDateTime before = Objects.requireNonNull(jdbc.queryForObject(
                "SELECT UTC_TIMESTAMP(3) - INTERVAL ? SECOND",
                LocalDateTime.class,
                properties.keep().toSeconds()));
        long gone = 0;
        for (OldRows rows : all) {
            try {
                gone += take(rows, before, until);
            } catch (RuntimeException e) {
                LOG.warn("Old rows of {} stay until the next time: {}", rows.table(), e.toString());
            }
        }
        return gone;
    }

    private long take(OldRows rows, LocalDateTime before, long until) {
        long gone = 0;
        @Nullable Object after = null;
        boolean more = true;
        while (more && !stopped && System.nanoTime() - until < 0) {
            @Nullable Object from = after;
            OldRows.Batch batch =
                    Objects.requireNonNull(transaction.execute(_ -> rows.take(jdbc, before, properties.batch(), from)));
            meters.counter("flashsale.retention.rows", "table", rows.table()).increment(batch.rows());
            gone += batch.rows();
            after = batch.reached();
            more = batch.more();
            if (more) {
                pause(properties.pause());
            }
        }
        if (gone > 0) {
            LOG.info("{} rows of {} were older than {} and are gone", gone, rows.table(), before);
        }
        return gone;
    }

    private static void pause(Duration pause) {
        LockSupport.parkNanos(pause.toNanos());
    }

    @Override
    public void destroy() {
        stopped = true;
    }
}
