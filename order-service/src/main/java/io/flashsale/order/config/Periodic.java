package io.flashsale.order.config;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A task that runs again and again on a virtual thread of its own, with a pause after it ended. A failure is logged in
 * one line and does not end it.
 */
public final class Periodic implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Periodic.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Duration pauseAfterFailure;
    private final Supplier<Duration> task;
    private @Nullable Run current;

    /** A task with a fixed pause. Not started; the application context does that. */
    public Periodic(String name, Duration pause, Runnable task) {
        this(name, pause, (Supplier<Duration>) () -> {
            task.run();
            return pause;
        });
    }

    /** A task that answers how long to pause until it runs again. Not started; the application context does that. */
    public static Periodic pausing(String name, Duration pauseAfterFailure, Supplier<Duration> task) {
        return new Periodic(name, pauseAfterFailure, task);
    }

    private Periodic(String name, Duration pauseAfterFailure, Supplier<Duration> task) {
        this.name = name;
        this.pauseAfterFailure = pauseAfterFailure;
        this.task = task;
    }

    @Override
    public synchronized void start() {
        if (current == null) {
            CountDownLatch end = new CountDownLatch(1);
            current = new Run(end, Thread.ofVirtual().name(name).start(() -> repeatUntil(end)));
        }
    }

    @Override
    public synchronized void stop() {
        if (current != null) {
            current.end.countDown();
            try {
                current.thread.join(STOP_PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            current = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return current != null;
    }

    private void repeatUntil(CountDownLatch end) {
        try {
            Duration pause;
            do {
                pause = runOnce();
            } while (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration runOnce() {
        try {
            return task.get();
        } catch (RuntimeException e) {
            LOG.warn("{} is tried again: {}", name, e.toString());
            return pauseAfterFailure;
        }
    }

    private record Run(CountDownLatch end, Thread thread) {}
}
