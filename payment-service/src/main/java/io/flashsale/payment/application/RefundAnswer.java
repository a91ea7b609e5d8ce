package io.flashsale.payment.application;

import io.flashsale.payment.domain.Refund;

/** What a request to refund comes to. The same request again comes to the same, or further. */
public sealed interface RefundAnswer {

    /** The buyer has the money. */
    record Refunded(Refund refund) implements RefundAnswer {}

    /** The order has no captured payment. */
    record NothingCaptured() implements RefundAnswer {}

    /** More than is left of what was captured. */
    record ExceedsCapture() implements RefundAnswer {}

    /** The refund id was used for another order or amount. */
    record IdReused() implements RefundAnswer {}

    /** The provider will not make this refund. */
    record RefusedByProvider() implements RefundAnswer {}

    /** The provider gave no answer; ask again with the same refund id. */
    record NotKnown() implements RefundAnswer {}
}
