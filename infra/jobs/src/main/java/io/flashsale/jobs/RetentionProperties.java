package io.flashsale.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When rows are old, and how they go.
 *
 * @param keep how long rows stay after they are done with, at least a week: messages, transactions and purchase attempts
 *     of which some word may still come are younger than that
 * @param batch rows per transaction, 1 to 10,000
 * @param pause between two batches, for everybody else's sake
 * @param atMost how long one run may take; what is left goes with the next one
 */
@ConfigurationProperties("flashsale.retention")
record RetentionProperties(
        @DefaultValue("90d") Duration keep,
        @DefaultValue("500") int batch,
        @DefaultValue("20ms") Duration pause,
        @DefaultValue("30m") Duration atMost) {

    private static final Duration LEAST_KEPT = Duration.ofDays(7);

    RetentionProperties {
        if (keep.compareTo(LEAST_KEPT) < 0) {
            throw new IllegalArgumentException("flashsale.retention.keep must be at least 7d, not " + keep);
        }
        if (batch < 1 || batch > 10_000) {
            throw new IllegalArgumentException("flashsale.retention.batch must be 1 to 10000, not " + batch);
        }
        if (pause.isNegative() || atMost.isNegative()) {
            throw new IllegalArgumentException("flashsale.retention.pause and at-most must not be negative");
        }
    }
}
