package io.flashsale.loadtest.benchmark.load;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Latencies of one run, to three digits. Safe for many threads. */
public final class Latencies {

    private static final long LONGEST_MICROS = 60_000_000;
    private static final int DIGITS = 3;
    private static final double MICROS_PER_MILLI = 1_000;

    private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);

    /** Records one latency; what lasts longer than a minute counts as a minute. */
    public void record(long nanos) {
        micros.recordValue(Math.clamp(nanos / 1_000, 0, LONGEST_MICROS));
    }

    public long count() {
        return micros.getTotalCount();
    }

    /**
     * The latency that so many per cent did not exceed, in milliseconds; 0 when nothing was recorded.
     *
     * @param percent 0 to 100
     */
    public double millisAt(double percent) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percent) / MICROS_PER_MILLI;
    }
}
