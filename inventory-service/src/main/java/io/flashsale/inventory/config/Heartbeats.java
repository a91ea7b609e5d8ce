package io.flashsale.inventory.config;

import io.flashsale.inventory.domain.GateNotReady;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Work this service does again and again, each task never twice at once. A task that fails is tried again at its next
 * beat; the log says so once, and once more when it works again.
 */
final class Heartbeats implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final Duration FINISHING = Duration.ofSeconds(5);

    private final List<Task> tasks;
    private final List<Future<?>> beats = new ArrayList<>();
    private @Nullable ScheduledExecutorService executor;

    Heartbeats(List<Task> tasks) {
        this.tasks = List.copyOf(tasks);
    }

    /**
     * One kind of work.
     *
     * @param pause time between the end of one run and the start of the next
     */
    record Task(String name, Duration pause, Runnable work) {}

    @Override
    public synchronized void start() {
        if (executor != null) return;
        ScheduledExecutorService started = Executors.newScheduledThreadPool(
                tasks.size(), Thread.ofPlatform().name("heartbeat-", 0).factory());
        for (Task task : tasks) {
            AtomicBoolean failing = new AtomicBoolean();
            beats.add(started.scheduleWithFixedDelay(
                    () -> beat(task, failing), 0, task.pause().toMillis(), TimeUnit.MILLISECONDS));
        }
        executor = started;
    }

    private static void beat(Task task, AtomicBoolean failing) {
        try {
            task.work().run();
            if (failing.getAndSet(false)) LOG.info("Works again: {}.", task.name());
        } catch (GateNotReady e) {
            if (!failing.getAndSet(true)) {
                LOG.warn("Cannot {} for now: {} ({}).", task.name(), e.getMessage(), String.valueOf(e.getCause()));
            }
        } catch (RuntimeException e) {
            if (!failing.getAndSet(true)) LOG.error("Cannot {} for now.", task.name(), e);
        }
    }

    @Override
    public synchronized void stop() {
        ScheduledExecutorService stopping = executor;
        if (stopping == null) return;
        executor = null;
        beats.forEach(beat -> beat.cancel(false));
        beats.clear();
        stopping.shutdown();
        try {
            if (!stopping.awaitTermination(FINISHING.toMillis(), TimeUnit.MILLISECONDS)) stopping.shutdownNow();
        } catch (InterruptedException e) {
            stopping.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return executor != null;
    }
}
