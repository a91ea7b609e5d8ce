package io.flashsale.payment.domain;

/** Money on its way back to the buyer, or arrived there. */
public record Refund(String refundId, String paymentId, String orderId, Money amount, Status status) {

    /** How far a refund is. */
    public enum Status {
        /** Promised; the provider has not confirmed it. */
        REQUESTED,
        /** The buyer has the money. */
        REFUNDED,
        /** The provider will not make it. */
        REFUSED
    }
}
