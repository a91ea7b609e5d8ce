package io.flashsale.inventory.domain;

import java.util.List;
import java.util.Optional;

/** The reports of all reconciliations, and the fence that lets only the newest one repair. */
public interface Reconciliations {
    /** The highest token that was accepted so far. */
    long fence();

    /**
     * Begins a report.
     *
     * @throws IllegalStateException when an equal or higher token was here before
     */
    long begin(long fenceToken, String requestedBy);

    /** Locks the fence until the transaction ends; false when somebody with a higher token reconciles. */
    boolean mayRepair(long fenceToken);

    void add(long id, Difference difference);

    void finish(long id, int items, int busy, int reservations, int unanswered);

    Optional<Reconciliation> find(long id);

    /** The newest reports without their differences, but with those that were found counted. */
    List<Summary> newest(int atMost);

    /** A report in short. */
    record Summary(Reconciliation reconciliation, int differences, int repaired) {}
}
