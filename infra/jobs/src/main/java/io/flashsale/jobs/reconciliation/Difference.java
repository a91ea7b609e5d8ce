package io.flashsale.jobs.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * Two books that do not say the same.
 *
 * @param between whose books ours were compared with
 * @param subject the id of what it is about
 * @param ours minor units of money, or points; null where we have nothing
 * @param theirs the same; null where they have nothing
 */
public record Difference(
        Kind kind,
        Enum<?> between,
        String subject,
        @Nullable Long ours,
        @Nullable Long theirs,
        String detail,
        Resolution resolution) {

    /** One that an operator has to decide about. */
    public static Difference aCase(
            Kind kind, Enum<?> between, String subject, @Nullable Long ours, @Nullable Long theirs, String detail) {
        return new Difference(kind, between, subject, ours, theirs, detail, Resolution.CASE);
    }

    /** One for which the rule was certain, and has been applied. */
    public static Difference repaired(
            Kind kind, Enum<?> between, String subject, @Nullable Long ours, @Nullable Long theirs, String detail) {
        return new Difference(kind, between, subject, ours, theirs, detail, Resolution.REPAIRED);
    }

    /** How they differ. */
    public enum Kind {
        /** They have it, we do not. */
        MISSING,
        /** We have it, they do not. */
        EXTRA,
        AMOUNT,
        STATE,
        /** A line that is none. */
        UNREADABLE
    }

    /** What became of it. */
    public enum Resolution {
        /** The rule was certain and has been applied. */
        REPAIRED,
        /** An operator has to decide. */
        CASE,
        /** An operator has decided. */
        CLOSED
    }
}
