package io.flashsale.inventory.domain;

/**
 * The gate cannot answer: its data is missing, of another epoch, or out of reach. What was asked may or may not have
 * happened; asking again with the same ids is safe and gives the definite answer.
 */
public final class GateNotReady extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean unreachable;

    private GateNotReady(String message, Throwable cause) {
        super(message, cause);
        this.unreachable = true;
    }

    private GateNotReady(String message) {
        super(message, null, false, false);
        this.unreachable = false;
    }

    /** The gate did not answer, so nothing is known about it. */
    public static GateNotReady unreachable(Throwable cause) {
        return new GateNotReady("the stock gate does not answer", cause);
    }

    /** The gate answered that it does not hold the data asked for. */
    public static GateNotReady notFilled(ItemRef item) {
        return new GateNotReady("the stock gate of item " + item.itemId() + " is not filled for this epoch");
    }

    /** The gate answered that it has forgotten changes that somebody saw. */
    public static GateNotReady behind(ItemRef item) {
        return new GateNotReady("the stock gate of item " + item.itemId() + " has forgotten its last changes");
    }

    /** The gate is being filled and will answer soon. */
    public static GateNotReady filling(ItemRef item) {
        return new GateNotReady("the stock gate of item " + item.itemId() + " is being filled");
    }

    public boolean isUnreachable() {
        return unreachable;
    }
}
