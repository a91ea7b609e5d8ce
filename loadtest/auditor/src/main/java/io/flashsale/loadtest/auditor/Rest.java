package io.flashsale.loadtest.auditor;

import java.time.Duration;
import java.util.List;

/**
 * How the system came to rest after a run.
 *
 * @param pending what was still under way when the bound was reached; empty: everything rests
 */
public record Rest(Duration took, Duration bound, List<String> pending) {

    public Rest {
        pending = List.copyOf(pending);
    }

    public boolean reached() {
        return pending.isEmpty();
    }
}
