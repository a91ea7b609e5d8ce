package io.flashsale.loadtest.benchmark.engine;

import io.flashsale.loadtest.benchmark.load.Latencies;
import io.flashsale.loadtest.benchmark.measure.Usage;
import java.util.List;

/**
 * One measurement of an innermost layer.
 *
 * @param latencies from the call to its answer; without an intended moment, because callers wait for each other
 * @param usage the callers are in {@code benchmark}
 * @param violations of the invariants; empty: what was accepted is what is gone from the stock
 */
public record EngineRun(long accepted, double seconds, Latencies latencies, Usage usage, List<String> violations) {

    /** Purchases under way at a time, in every engine. */
    public static final int CONCURRENCY = 256;
}
