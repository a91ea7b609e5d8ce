package io.flashsale.messaging;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Replays parked messages when they are due, one after the other, and counts what is parked. */
final class ReplayTimer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayTimer.class);
    private static final int AT_ONCE = 50;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final ParkedMessages parked;
    private final ReplayMessage replayMessage;
    private final MessagingMeters meters;
    private final Duration pollEvery;
    private volatile boolean running;
    private @Nullable Thread worker;

    ReplayTimer(ParkedMessages parked, ReplayMessage replayMessage, MessagingMeters meters, Duration pollEvery) {
        this.parked = parked;
        this.replayMessage = replayMessage;
        this.meters = meters;
        this.pollEvery = pollEvery;
    }

    @Override
    public void start() {
        running = true;
        worker = Thread.ofPlatform().name("parked-replays").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        Thread current = worker;
        if (current != null) {
            LockSupport.unpark(current);
            try {
                current.join(STOP_PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** With the consumers: after everything a listener needs. */
    @Override
    public int getPhase() {
        return Consumers.PHASE;
    }

    private void run() {
        while (running) {
            try {
                replayWhatIsDue();
                meters.parkedNow(parked.counts());
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("Replays wait for the database: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("Replays go on after a failure nobody thought of", e);
            }
            LockSupport.parkNanos(pollEvery.toNanos());
        }
    }

    private void replayWhatIsDue() {
        for (ParkedMessages.Due due : parked.due(AT_ONCE)) {
            if (running) {
                replayMessage.replay(due);
            }
        }
    }
}
