package io.flashsale.payment.application;

import io.flashsale.payment.domain.Failure;
import io.flashsale.payment.domain.Payment;

/** What a request to pay comes to. The same request again comes to the same. */
public sealed interface PaymentAnswer {

    /** The payment is made, or waits for the buyer at the provider. */
    record Accepted(Payment payment) implements PaymentAnswer {}

    /** The payment was refused. */
    record Refused(Failure failure) implements PaymentAnswer {}

    /** The decision is on its way; ask again. */
    record InProgress() implements PaymentAnswer {}

    /** The caller has no such order. */
    record NoSuchOrder() implements PaymentAnswer {}

    /** The order was accepted a moment ago and cannot be read yet. */
    record OrderNotReady() implements PaymentAnswer {}

    /** The key was used for another request. */
    record KeyReused() implements PaymentAnswer {}
}
