package io.flashsale.order.tcc;

import org.apache.seata.integration.tx.api.fence.exception.CommonFenceException;

/** The order cannot be claimed for a payment: it is expired, cancelled, being paid, or paid. */
public final class CheckoutRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckoutRefused(String orderId) {
        super("order " + orderId + " is not waiting for payment", null, false, false);
    }

    /** Whether this refusal, or the fence's refusal of a branch already cancelled, is in what Seata wrapped around it. */
    public static boolean isWrappedIn(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CheckoutRefused || cause instanceof CommonFenceException) {
                return true;
            }
        }
        return false;
    }
}
