package io.flashsale.loadtest.benchmark.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes journeys of several calls, each on a thread of its own. That costs more than a {@link LoadGenerator}, and is for
 * what takes the servers so long that it does not matter.
 */
public final class Journeys {

    /** No server is helped by more at a time, whatever the pace. */
    private static final int MOST_AT_ONCE = 1_000;

    private final Journey journey;
    private final Object counting = new Object();

    public Journeys(Journey journey) {
        this.journey = journey;
    }

    /** One of them. */
    public interface Journey {
        /**
         * Makes it.
         *
         * @param intendedAt {@link System#nanoTime()} of the moment it was meant to begin
         * @return the id of what it was about
         * @throws IOException if it did not end as it should
         */
        long make(long intendedAt) throws IOException, InterruptedException;
    }

    /**
     * Begins journeys at the given pace and returns when each has ended.
     *
     * @param atOnce of a closed pace
     */
    public LoadResult run(Pace pace, int atOnce) throws InterruptedException {
        Run run = new Run();
        Semaphore free = new Semaphore(pace instanceof Pace.Closed ? atOnce : MOST_AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long begun = 0; ; begun++) {
                free.acquire();
                long elapsed = System.nanoTime() - run.beganAt;
                if (pace.isOver(begun, elapsed)) {
                    break;
                }
                long intendedAt = run.beganAt + pace.intendedAt(begun, elapsed);
                while (intendedAt - System.nanoTime() > 0) {
                    LockSupport.parkNanos(intendedAt - System.nanoTime());
                }
                threads.execute(() -> {
                    run.make(intendedAt);
                    free.release();
                });
            }
        }
        return run.result();
    }

    /** One run; its fields are its counters. */
    private final class Run {
        private final Latencies latencies = new Latencies();
        private final Latencies lateness = new Latencies();
        private final Ids ids = new Ids();
        private final long beganAt = System.nanoTime();
        private long endedAt = beganAt;
        private long failed;
        private @Nullable String firstFailure;

        private void make(long intendedAt) {
            lateness.record(System.nanoTime() - intendedAt);
            try {
                long id = journey.make(intendedAt);
                long now = System.nanoTime();
                synchronized (counting) {
                    endedAt = now;
                    latencies.record(now - intendedAt);
                    ids.add(id);
                }
            } catch (IOException | RuntimeException e) {
                failed(e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failed("interrupted");
            }
        }

        private void failed(String why) {
            synchronized (counting) {
                failed++;
                firstFailure = firstFailure == null ? why : firstFailure;
            }
        }

        private LoadResult result() {
            synchronized (counting) {
                return new LoadResult(
                        beganAt,
                        Math.max(endedAt, beganAt + Duration.ofMillis(1).toNanos()),
                        latencies,
                        lateness,
                        ids,
                        ids.size(),
                        0,
                        failed,
                        firstFailure == null ? "" : firstFailure);
            }
        }
    }
}
