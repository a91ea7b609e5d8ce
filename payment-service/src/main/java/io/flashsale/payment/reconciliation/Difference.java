package io.flashsale.payment.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * Two books that do not say the same.
 *
 * @param between which two
 * @param subject the payment, refund, order or buyer it is about
 * @param ours minor units; null where we have nothing
 * @param theirs minor units; null where they have nothing
 */
record Difference(
        Kind kind,
        Books between,
        String subject,
        @Nullable Long ours,
        @Nullable Long theirs,
        String detail,
        Resolution resolution) {

    static Difference aCase(
            Kind kind, Books between, String subject, @Nullable Long ours, @Nullable Long theirs, String detail) {
        return new Difference(kind, between, subject, ours, theirs, detail, Resolution.CASE);
    }

    static Difference repaired(
            Kind kind, Books between, String subject, @Nullable Long ours, @Nullable Long theirs, String detail) {
        return new Difference(kind, between, subject, ours, theirs, detail, Resolution.REPAIRED);
    }

    /** How they differ. */
    enum Kind {
        /** They have it, we do not. */
        MISSING,
        /** We have it, they do not. */
        EXTRA,
        AMOUNT,
        STATE,
        /** A line that is none. */
        UNREADABLE
    }

    /** Which books were compared. */
    enum Books {
        STATEMENT,
        WALLETS,
        ORDERS
    }

    /** What became of it. */
    enum Resolution {
        /** The rule was certain and has been applied. */
        REPAIRED,
        /** An operator has to decide. */
        CASE,
        /** An operator has decided. */
        CLOSED
    }
}
