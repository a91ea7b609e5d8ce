package io.flashsale.messaging;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.client.producer.SendStatus;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands outbox rows to the broker and deletes them once it has them: right after their commit from a queue in memory,
 * and by a sweep for what a crash, a full queue or a broker that was away left behind.
 */
final class OutboxRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int MAX_WAITING = 20_000;
    private static final int MAX_BATCH = 256;
    private static final Duration SEND_DEADLINE = Duration.ofSeconds(10);

    /** Rows younger than this are still in the hands of {@link #sendSoon}. */
    private static final int SWEEP_AGE_SECONDS = 5;

    private static final String LEFT_BEHIND =
            "SELECT event_id, topic, tag, message_key, payload, deliver_at, trace_id, span_id FROM outbox_message"
                    + " WHERE created_at < NOW(3) - INTERVAL " + SWEEP_AGE_SECONDS
                    + " SECOND ORDER BY id LIMIT " + MAX_BATCH + " FOR UPDATE SKIP LOCKED";
    private static final String OLDEST =
            "SELECT TIMESTAMPDIFF(MICROSECOND, MIN(created_at), NOW(3)) DIV 1000 FROM outbox_message";
    private static final String DELETE = "DELETE FROM outbox_message WHERE event_id = ?";

    /** A producer that was shut down cannot start again, but a relay that was stopped can. */
    private final Supplier<DefaultMQProducer> producers;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Duration sweepEvery;
    private final BlockingQueue<OutboxMessage> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
    private volatile boolean running;
    private volatile long oldestMillis;
    private @Nullable Thread worker;
    private @Nullable DefaultMQProducer producer;

    OutboxRelay(
            Supplier<DefaultMQProducer> producers,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            Duration sweepEvery) {
        this.producers = producers;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.sweepEvery = sweepEvery;
    }

    /** Takes committed messages over; what does not fit is left to the sweep. */
    void sendSoon(List<OutboxMessage> committed) {
        for (OutboxMessage message : committed) {
            if (!waiting.offer(message)) {
                return;
            }
        }
    }

    int waiting() {
        return waiting.size();
    }

    /** Age of the oldest event, of any instance, that the broker has not got yet, in milliseconds; seen at a sweep. */
    long oldestMillis() {
        return oldestMillis;
    }

    @Override
    public void start() {
        DefaultMQProducer started = producers.get();
        try {
            started.start();
        } catch (MQClientException e) {
            throw new IllegalStateException("The event producer does not start", e);
        }
        producer = started;
        running = true;
        worker = Thread.ofPlatform().name("outbox-relay").start(() -> run(started));
    }

    @Override
    public void stop() {
        running = false;
        Thread current = worker;
        if (current != null) {
            current.interrupt();
            try {
                current.join(SEND_DEADLINE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        DefaultMQProducer started = producer;
        if (started != null) {
            started.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts before consumers and web requests, which publish; stops after them. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void run(DefaultMQProducer started) {
        long nextSweep = System.nanoTime();
        List<OutboxMessage> batch = new ArrayList<>(MAX_BATCH);
        while (running) {
            try {
                OutboxMessage first = waiting.poll(sweepEvery.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    waiting.drainTo(batch, MAX_BATCH - 1);
                    forget(send(batch, started));
                    batch.clear();
                }
                if (System.nanoTime() - nextSweep >= 0) {
                    boolean more = sweep(started);
                    nextSweep = System.nanoTime() + (more ? 0 : sweepEvery.toNanos());
                }
            } catch (InterruptedException e) {
                // stop() wakes us; the loop's condition decides.
                batch.clear();
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("Outbox waits for the database: {}", e.getMessage());
                batch.clear();
            } catch (RuntimeException e) {
                LOG.error("Outbox goes on after a failure nobody thought of", e);
                batch.clear();
            }
        }
    }

    /** Sends what was left behind; true if it got on and there may be more. */
    private boolean sweep(DefaultMQProducer started) throws InterruptedException {
        Long oldest = jdbc.queryForObject(OLDEST, Long.class);
        oldestMillis = oldest == null ? 0 : Math.max(0, oldest);
        if (oldestMillis < SWEEP_AGE_SECONDS * 1_000L) {
            return false;
        }
        InterruptedException[] interrupted = new InterruptedException[1];
        boolean more = transaction.execute(_ -> {
            List<OutboxMessage> left = jdbc.query(
                    LEFT_BEHIND,
                    (row, n) -> new OutboxMessage(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            instant(row.getObject(6, LocalDateTime.class)),
                            row.getString(7),
                            row.getString(8)));
            try {
                List<OutboxMessage> stored = send(left, started);
                forget(stored);
                return left.size() == MAX_BATCH && !stored.isEmpty();
            } catch (InterruptedException e) {
                interrupted[0] = e;
                return false;
            }
        });
        if (interrupted[0] != null) {
            throw interrupted[0];
        }
        return more;
    }

    private static java.time.@Nullable Instant instant(@Nullable LocalDateTime utc) {
        return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
    }

    /** Sends all at once and returns those the broker has stored. */
    private List<OutboxMessage> send(List<OutboxMessage> messages, DefaultMQProducer started)
            throws InterruptedException {
        List<CompletableFuture<Boolean>> answers = new ArrayList<>(messages.size());
        for (OutboxMessage message : messages) {
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            answers.add(answer);
            try {
                started.send(message.toMessage(), new Stored(answer));
            } catch (MQClientException | RemotingException | RuntimeException e) {
                // One that can never be sent must not hold up the others. It stays, and the oldest event's age tells.
                LOG.warn("{} {} waits for the broker: {}", message.tag(), message.key(), e.toString());
                answer.complete(false);
            }
        }
        List<OutboxMessage> stored = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            if (answers.get(i)
                    .completeOnTimeout(false, SEND_DEADLINE.toSeconds(), TimeUnit.SECONDS)
                    .join()) {
                stored.add(messages.get(i));
            }
        }
        return stored;
    }

    private void forget(List<OutboxMessage> stored) {
        if (!stored.isEmpty()) {
            jdbc.batchUpdate(DELETE, stored, stored.size(), (row, message) -> row.setString(1, message.eventId()));
        }
    }

    private record Stored(CompletableFuture<Boolean> answer) implements SendCallback {
        @Override
        public void onSuccess(SendResult result) {
            answer.complete(result.getSendStatus() == SendStatus.SEND_OK);
        }

        @Override
        public void onException(Throwable e) {
            LOG.warn("An event waits for the broker: {}", e.getMessage());
            answer.complete(false);
        }
    }
}
