package io.flashsale.loadtest.benchmark.load;

import java.time.Duration;

/** When questions are asked. Times are nanoseconds since the start of a run. */
public sealed interface Pace {

    /** Whether one more question is due after so many. */
    boolean isDue(long asked, long elapsed);

    /** Whether no question will follow. */
    boolean isOver(long asked, long elapsed);

    /** When the question after so many was meant to be asked: latency counts from there. */
    long intendedAt(long asked, long elapsed);

    /** As fast as the answers come: measures capacity, and no latency that anybody should quote. */
    record Closed(Duration length) implements Pace {
        @Override
        public boolean isDue(long asked, long elapsed) {
            return elapsed < length.toNanos();
        }

        @Override
        public boolean isOver(long asked, long elapsed) {
            return elapsed >= length.toNanos();
        }

        @Override
        public long intendedAt(long asked, long elapsed) {
            return elapsed;
        }
    }

    /**
     * At a fixed rate, whatever the answers do.
     *
     * @param perSecond above 0
     */
    record Open(Duration length, double perSecond) implements Pace {

        public Open {
            if (perSecond <= 0) {
                throw new IllegalArgumentException("A rate is positive: " + perSecond);
            }
        }

        @Override
        public boolean isDue(long asked, long elapsed) {
            return !isOver(asked, elapsed) && intendedAt(asked, elapsed) <= elapsed;
        }

        @Override
        public boolean isOver(long asked, long elapsed) {
            return intendedAt(asked, elapsed) >= length.toNanos();
        }

        @Override
        public long intendedAt(long asked, long elapsed) {
            return (long) (asked * 1e9 / perSecond);
        }
    }
}
