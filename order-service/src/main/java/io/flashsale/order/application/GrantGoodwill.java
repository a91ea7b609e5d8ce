package io.flashsale.order.application;

import io.flashsale.order.application.OrderNotes.Note;
import io.flashsale.order.domain.Order;
import org.apache.seata.spring.annotation.GlobalTransactional;
import org.springframework.stereotype.Component;

/**
 * An operator gives points for an order and notes why: both or neither, by one global transaction in AT mode over this
 * service's and reward-service's database. Seldom, and on rows nothing else writes; never a pattern for what shoppers do.
 */
@Component
public class GrantGoodwill {

    private static final int TIMEOUT_MILLIS = 15_000;

    private final OrderNotes notes;
    private final Rewards rewards;

    GrantGoodwill(OrderNotes notes, Rewards rewards) {
        this.notes = notes;
        this.rewards = rewards;
    }

    /**
     * When this returns, it is decided that both happen.
     *
     * @throws Refused if neither does
     */
    @GlobalTransactional(name = "goodwill", timeoutMills = TIMEOUT_MILLIS)
    public void grant(Order order, Note note) {
        switch (notes.add(note)) {
            case OTHERWISE -> throw new Refused(false);
            case UNDECIDED -> throw new Refused(true);
            case DONE -> {
                if (!rewards.giveGoodwill(note.noteId(), order, note.points())) {
                    throw new Refused(false);
                }
            }
        }
    }

    /** Nothing is given; thrown, so that the transaction is rolled back. */
    public static final class Refused extends RuntimeException {

        private final boolean undecided;

        Refused(boolean undecided) {
            super(
                    undecided ? "the same is being decided" : "the note's id was used for something else",
                    null,
                    false,
                    false);
            this.undecided = undecided;
        }

        /** Whether the same may be asked for again. */
        public boolean undecided() {
            return undecided;
        }
    }
}
