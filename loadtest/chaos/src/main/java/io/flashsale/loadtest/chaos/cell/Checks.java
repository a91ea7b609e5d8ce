package io.flashsale.loadtest.chaos.cell;

import io.flashsale.loadtest.chaos.cell.Cell.Check;
import java.util.List;

/** Checks that several cells share. */
final class Checks {

    /** Nobody is left without a yes or a no. */
    static final Check EVERYBODY_WAS_ANSWERED = after -> after.undecided().isEmpty()
            ? List.of()
            : List.of(after.undecided().size() + " calls were never answered definitely, such as "
                    + after.undecided().entrySet().iterator().next());

    /** Whoever was told no has no order under that key. */
    static final Check NO_WINNER_WAS_TOLD_NO = after -> {
        List<String> both = after.history().refusedKeys().stream()
                .filter(after.keys()::contains)
                .toList();
        return both.isEmpty() ? List.of() : List.of(both.size() + " winners were told no, such as " + both.getFirst());
    };

    /** More people wanted a unit than there were, so every unit must have been promised to somebody. */
    static final Check EVERY_UNIT_WAS_PROMISED = after -> after.orders() - after.rejected() >= after.units()
            ? List.of()
            : List.of("only " + (after.orders() - after.rejected()) + " of " + after.units() + " units were promised");

    /** The sale went on, whatever it lost. */
    static final Check MOST_UNITS_WERE_PROMISED = after -> after.orders() - after.rejected() >= after.units() / 2
            ? List.of()
            : List.of("only " + (after.orders() - after.rejected()) + " of " + after.units() + " units were promised");

    /** The gate never promised what the ledger did not have. */
    static final Check NOTHING_WAS_REJECTED = after ->
            after.rejected() == 0 ? List.of() : List.of(after.rejected() + " promises were taken back by the ledger");

    /** The gate promised more than there was, and the ledger said so. */
    static final Check SOMETHING_WAS_REJECTED = after -> after.rejected() > 0
            ? List.of()
            : List.of("the ledger took no promise back, so it was not put to the test");

    /** Orders that only they themselves remembered have units all the same. */
    static final Check FORGOTTEN_PROMISES_WERE_KEPT = after -> after.promisedAgain() > 0
            ? List.of()
            : List.of("no forgotten promise was made again, so it was not put to the test");

    /** What was changed after the provider had signed it is not taken for its word. */
    static final Check NO_FORGERY_WAS_BELIEVED = after -> {
        long forged = after.forgeries().size();
        long believed = after.forgeries().stream()
                .filter(verdict -> !verdict.equals("WRONG_SIGNATURE"))
                .count();
        return forged == 0 || believed > 0
                ? List.of(believed + " of " + forged + " forged notifications were taken for the provider's")
                : List.of();
    };

    /** Every unit was sold to another buyer, and none came back in between. */
    static final Check ONE_ORDER_PER_UNIT_AND_BUYER = after -> after.orders() == after.units()
                    && after.buyers() == after.units()
            ? List.of()
            : List.of(after.orders() + " orders of " + after.buyers() + " buyers for " + after.units() + " units");

    private Checks() {}
}
