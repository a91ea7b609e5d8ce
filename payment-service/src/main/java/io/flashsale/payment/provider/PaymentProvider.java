package io.flashsale.payment.provider;

import io.flashsale.payment.domain.Money;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A payment provider. Trades are known to it by our payment id, refunds by our refund id; every call may be repeated.
 * Every call throws {@link ProviderUnavailable} when the outcome is unknown.
 */
public interface PaymentProvider {

    /**
     * Opens a trade, or finds the one that is open.
     *
     * @param expiresAt after this the provider takes no money for it
     */
    Prepayment prepay(String paymentId, Money amount, String subject, Instant expiresAt);

    /** What the provider's books say of a payment. */
    TradeState query(String paymentId);

    /** Keeps a trade from being paid any more; one that was never opened counts as closed. */
    Closing close(String paymentId);

    /** Where the statement of a day, Beijing time, can be downloaded: CSV, one line per payment or refund. */
    URI statementOf(LocalDate day);

    /** Gives money back. */
    RefundAnswer refund(String paymentId, String refundId, Money amount);

    /** Whether a refund was made. */
    boolean isRefunded(String paymentId, String refundId);

    /**
     * Checks a notification: shape, signature over the body as it came, age, addressee. What it says must still be
     * compared with our own books and asked again with {@link #query}.
     */
    Notification read(byte[] rawBody);

    /** What came of opening a trade. */
    sealed interface Prepayment {
        /** The buyer can pay there. */
        record Open(String payUrl) implements Prepayment {}

        /** The provider will not open it. */
        record Refused(String code) implements Prepayment {}
    }

    /** What the provider's books say. */
    sealed interface TradeState {
        /** There is no such trade. */
        record Unknown() implements TradeState {}

        /** The buyer has not paid. */
        record Waiting() implements TradeState {}

        /** The buyer has paid this much, whether or not it was refunded since. */
        record Paid(String tradeNo, Money amount, Instant at) implements TradeState {}

        /** Closed unpaid. */
        record Closed() implements TradeState {}
    }

    /** What came of closing a trade. */
    enum Closing {
        CLOSED,
        /** It is paid, or the provider will not close it. */
        PAID_OR_REFUSED
    }

    /** What came of a refund. */
    sealed interface RefundAnswer {
        /** The buyer has the money. */
        record Refunded() implements RefundAnswer {}

        /** The provider will not make it. */
        record Refused(String code) implements RefundAnswer {}
    }

    /** What a notification turned out to be. */
    sealed interface Notification {
        /**
         * The provider's own words.
         *
         * @param notifyId the provider's id, the same over repetitions
         * @param paid whether it reports a payment
         */
        record Genuine(String notifyId, String paymentId, String tradeNo, Money amount, boolean paid)
                implements Notification {}

        /** Not to be believed. */
        record Refused(Reason reason) implements Notification {}

        /** Why a notification is not believed. */
        enum Reason {
            MALFORMED,
            WRONG_SIGNATURE,
            WRONG_ADDRESSEE,
            STALE
        }
    }
}
