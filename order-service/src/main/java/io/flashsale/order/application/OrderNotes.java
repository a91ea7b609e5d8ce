package io.flashsale.order.application;

import io.flashsale.order.domain.OrderId;

/** What operators note on orders. */
public interface OrderNotes {

    /** Adds a note, as a branch of the current global transaction. */
    Adding add(Note note);

    /** What came of it. */
    enum Adding {
        /** It is there, now or from before. */
        DONE,
        /** There is one with this id that says something else. */
        OTHERWISE,
        /** There is one with this id whose transaction is not decided yet. */
        UNDECIDED
    }

    /**
     * A note.
     *
     * @param points given with it
     */
    record Note(String noteId, OrderId orderId, String text, long points, String writtenBy) {}
}
