package io.flashsale.loadtest.benchmark.load;

import java.time.Duration;

/** Loads something until it gets no faster, as compilers of JVMs are at work for long. */
public final class WarmUp {

    /** Length of a part. */
    public static final Duration PART = Duration.ofSeconds(5);

    private static final double NOTICEABLY = 1.05;

    private WarmUp() {}

    /** A load of the length {@link #PART}. */
    @FunctionalInterface
    public interface Part {
        /**
         * Loads it.
         *
         * @param best of the parts before, a second; 0 before the first
         * @return how much was done a second
         */
        double perSecond(double best) throws InterruptedException;
    }

    /**
     * Ends after so many parts in a row that were not noticeably faster, and at the latest when the time is over.
     *
     * @return how much was done a second in the best part
     */
    public static double untilSteady(Duration atMost, int steadyParts, Part part) throws InterruptedException {
        double best = 0;
        int noFaster = 0;
        for (long left = atMost.toNanos(); left > 0 && noFaster < steadyParts; left -= PART.toNanos()) {
            double reached = part.perSecond(best);
            noFaster = reached > best * NOTICEABLY ? 0 : noFaster + 1;
            best = Math.max(best, reached);
        }
        return best;
    }
}
