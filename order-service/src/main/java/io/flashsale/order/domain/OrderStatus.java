package io.flashsale.order.domain;

import java.util.EnumSet;
import java.util.Set;

/** Where an order stands. The legal transitions are stated here and nowhere else. */
public enum OrderStatus {
    /** Stock is held; the buyer has until the order's expiry to pay. */
    PENDING_PAYMENT,
    /** A global checkout transaction is under way; the order cannot expire. */
    PAYING,
    /** Money is captured; from here the order goes forward or is refunded. */
    PAID,
    FULFILLED,
    CANCELLED,
    REFUNDING,
    REFUNDED;

    /** Whether an order may go from this status to that one. */
    public boolean canBecome(OrderStatus next) {
        return successors().contains(next);
    }

    /**
     * Nothing more happens unless somebody asks for it, or money comes late: a fulfilled order stays so until a refund is
     * requested, a cancelled one unless it is paid after all.
     */
    public boolean isAtRest() {
        return this == FULFILLED || this == CANCELLED || this == REFUNDED;
    }

    private Set<OrderStatus> successors() {
        return switch (this) {
            case PENDING_PAYMENT -> EnumSet.of(PAYING, PAID, CANCELLED);
            case PAYING -> EnumSet.of(PAID, PENDING_PAYMENT);
            case PAID -> EnumSet.of(FULFILLED, REFUNDING);
            case FULFILLED -> EnumSet.of(REFUNDING);
            case REFUNDING -> EnumSet.of(REFUNDED);
            // Only as a reinstatement: the money came after the time-out, and stock was still left.
            case CANCELLED -> EnumSet.of(PAID);
            case REFUNDED -> EnumSet.noneOf(OrderStatus.class);
        };
    }
}
