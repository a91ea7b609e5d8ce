package io.flashsale.loadtest.benchmark.engine;

import io.flashsale.loadtest.benchmark.load.Latencies;
import java.util.List;
import java.util.Map;

/**
 * One measurement of an innermost layer.
 *
 * @param latencies from the call to its answer; without an intended moment, because callers wait for each other
 * @param cpuMillis by process; the callers are in {@code benchmark}
 * @param violations of the invariants; empty: what was accepted is what is gone from the stock
 */
public record EngineRun(
        long accepted, double seconds, Latencies latencies, Map<String, Double> cpuMillis, List<String> violations) {}
