package io.flashsale.payment.domain;

/** Tells other services; always inside the transaction that makes the event true. */
public interface PaymentEvents {

    /** Says that an order's money has arrived. */
    void captured(PaymentCaptured event);
}
