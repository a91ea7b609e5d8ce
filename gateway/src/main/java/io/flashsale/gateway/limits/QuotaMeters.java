package io.flashsale.gateway.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what one quota lets pass and what it refuses, in {@code flashsale.gateway.quotas}. */
final class QuotaMeters {

    static final String NAME = "flashsale.gateway.quotas";

    private final Counter passed;
    private final Counter refused;

    /**
     * @param quota its name in the {@link Limits}
     */
    QuotaMeters(MeterRegistry meters, String quota) {
        this.passed = meters.counter(NAME, "quota", quota, "outcome", "passed");
        this.refused = meters.counter(NAME, "quota", quota, "outcome", "refused");
    }

    void count(boolean pass) {
        (pass ? passed : refused).increment();
    }
}
