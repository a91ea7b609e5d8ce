package io.flashsale.jobs.reconciliation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** What a service compares. A bean of it opens the desk at {@code <admin path>/reconciliations}. */
public interface DailyReconciliation {

    /** Days are days there. */
    ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    /**
     * Compares the books of a day, Beijing time.
     *
     * @return the run; empty if somebody else is reconciling
     */
    Optional<Long> reconcile(LocalDate day, String requestedBy);
}
