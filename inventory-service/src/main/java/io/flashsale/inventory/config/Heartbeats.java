package io.flashsale.inventory.config;

import io.flashsale.inventory.application.Nudge;
import io.flashsale.inventory.domain.GateNotReady;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
    private final List<Thread> threads = new ArrayList<>();
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    Heartbeats(List<Task> tasks) {
        this.tasks = List.copyOf(tasks);
    }

    /**
     * One kind of work.
     *
     * @param pause least time between the end of one run and the start of the next
     * @param idlePause to this the time grows while there is nothing to do and nobody nudges
     * @param work answers whether there was something to do
     */
    record Task(String name, Duration pause, Duration idlePause, Nudge nudge, BooleanSupplier work) {

        /** Work that is done at equal intervals. */
        static Task regular(String name, Duration pause, Runnable work) {
            return new Task(name, pause, pause, new Nudge(), () -> {
                work.run();
                return true;
            });
        }

        /** Work that is looked for less often while there is none. */
        static Task onDemand(String name, Duration pause, Duration idlePause, Nudge nudge, BooleanSupplier work) {
            return new Task(name, pause, idlePause, nudge, work);
        }
    }

    @Override
    public synchronized void start() {
        if (isRunning()) return;
        CountDownLatch end = new CountDownLatch(1);
        stopped = end;
        for (Task task : tasks) {
            threads.add(Thread.ofPlatform().name("heartbeat: " + task.name()).start(() -> beat(task, end)));
        }
    }

    private static void beat(Task task, CountDownLatch end) {
        boolean failing = false;
        Duration wait = task.pause();
        try {
            do {
                boolean worked = false;
                try {
                    worked = task.work().getAsBoolean();
                    if (failing) LOG.info("Works again: {}.", task.name());
                    failing = false;
                } catch (RuntimeException e) {
                    if (!failing) complain(task, e);
                    failing = true;
                }
                wait = worked || failing ? task.pause() : shorter(wait.multipliedBy(2), task.idlePause());
                if (end.await(task.pause().toMillis(), TimeUnit.MILLISECONDS)) return;
                if (task.nudge().await(wait.minus(task.pause()))) wait = task.pause();
            } while (end.getCount() > 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void complain(Task task, RuntimeException e) {
        if (e instanceof GateNotReady) {
            LOG.warn("Cannot {} for now: {} ({}).", task.name(), e.getMessage(), String.valueOf(e.getCause()));
        } else {
            LOG.error("Cannot {} for now.", task.name(), e);
        }
    }

    @Override
    public synchronized void stop() {
        if (!isRunning()) return;
        stopped.countDown();
        tasks.forEach(task -> task.nudge().give());
        long deadline = System.nanoTime() + FINISHING.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }
}
