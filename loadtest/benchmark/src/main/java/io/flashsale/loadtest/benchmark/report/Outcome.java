package io.flashsale.loadtest.benchmark.report;

import java.util.List;
import java.util.Optional;

/** What a benchmark has found. Records: their components are the report in JSON. */
public interface Outcome {

    /** How it was measured: one sentence or more a line. */
    List<String> protocol();

    /** The figures; none when they count for nothing. */
    List<Table> tables();

    /** What follows from the tables, and what makes their figures weaker than they look. */
    List<String> remarks();

    /** Whether every measurement has a number. Goals that are missed are no failure. */
    boolean isSound();

    /** Says in one sentence whether it {@link #isSound is sound}. */
    default String verdict() {
        return isSound() ? "Every invariant holds." : "An invariant is broken; those measurements have no number.";
    }

    /** An SVG document; empty for benchmarks that draw none. */
    default Optional<String> chart() {
        return Optional.empty();
    }
}
