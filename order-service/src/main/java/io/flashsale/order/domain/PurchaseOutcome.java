package io.flashsale.order.domain;

import java.time.Duration;
import java.time.Instant;

/** The answer to one purchase attempt. Refusals are normal answers, not errors. */
public sealed interface PurchaseOutcome {

    /** The word for this outcome in metrics. */
    String label();

    /**
     * Stock is held for this order. A retry with the same key gets the same answer.
     *
     * @param payBefore the order is cancelled when it is not paid by then
     */
    record Admitted(OrderId orderId, Instant payBefore, Money amount) implements PurchaseOutcome {
        @Override
        public String label() {
            return "admitted";
        }
    }

    /** A retry of an attempt that was admitted as this order; its terms have still to be looked up. */
    record Replayed(OrderId orderId) implements PurchaseOutcome {
        @Override
        public String label() {
            return "replayed";
        }
    }

    /** A business "no". */
    enum Refusal implements PurchaseOutcome {
        SOLD_OUT,
        LIMIT_REACHED,
        PAUSED,
        CLOSED,
        /** The idempotency key was used before, for another purchase. */
        KEY_REUSED,
        /** No running campaign sells this item. */
        NO_SUCH_ITEM,
        /** The purchase token has bought another answer. */
        TOKEN_USED,
        /** The purchase token ran out before the gate saw it. */
        TOKEN_EXPIRED;

        @Override
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A "no" for the moment: the sale has not begun.
     *
     * @param untilStart as far as it is known; zero or less when the sale begins at any moment
     */
    record NotOpenYet(Duration untilStart) implements PurchaseOutcome {
        @Override
        public String label() {
            return "not_open_yet";
        }
    }

    /** Nothing was decided and nothing is held: too much is waiting, or a part that decides is away. */
    record Busy(Duration retryAfter) implements PurchaseOutcome {
        @Override
        public String label() {
            return "busy";
        }
    }

    /** The stock gate is being rebuilt. */
    record GateNotReady(Duration retryAfter) implements PurchaseOutcome {
        @Override
        public String label() {
            return "gate_not_ready";
        }
    }

    /** It is not known whether stock is held. The same idempotency key will later be answered with the truth. */
    record Undecided(Duration retryAfter) implements PurchaseOutcome {
        @Override
        public String label() {
            return "undecided";
        }
    }
}
