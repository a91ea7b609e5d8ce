package io.flashsale.payment.application;

import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.PaymentCaptured;
import io.flashsale.payment.domain.PaymentEvents;
import io.flashsale.payment.domain.PaymentStatus;
import io.flashsale.payment.domain.Payments;
import io.flashsale.payment.domain.Refund;
import io.flashsale.payment.domain.Refunds;
import io.flashsale.payment.provider.PaymentProvider.TradeState;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Books money the provider itself has confirmed. Money for an order that another payment has paid already is booked,
 * too, and goes back.
 */
@Component
public class CaptureProviderPayment {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureProviderPayment.class);

    private final Payments payments;
    private final Refunds refunds;
    private final PaymentEvents events;
    private final Clock clock;

    CaptureProviderPayment(Payments payments, Refunds refunds, PaymentEvents events, Clock clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.events = events;
        this.clock = clock;
    }

    /** Books the payment, once. */
    @Transactional
    public Capture capture(Payment payment, TradeState.Paid paid) {
        if (!paid.amount().equals(payment.amount())) {
            return Capture.WRONG_AMOUNT;
        }
        Instant now = clock.instant();
        return switch (payments.captureAtProvider(payment.id(), paid.tradeNo(), now)) {
            case DONE -> {
                events.captured(PaymentCaptured.of(payment, now));
                yield Capture.DONE;
            }
            case NOT_IN_STATE -> withoutItsRewards(payment.id(), paid, now);
            case ORDER_TAKEN -> beside(payment, paid, now);
        };
    }

    /** Captured before, or its rewards went back when it was given up: then the money alone does not pay the order. */
    private Capture withoutItsRewards(String paymentId, TradeState.Paid paid, Instant now) {
        Payment current = payments.find(paymentId).orElseThrow();
        if (current.status() != PaymentStatus.CAPTURED) {
            surplus(current, paid, now);
        }
        return Capture.DONE;
    }

    private Capture beside(Payment payment, TradeState.Paid paid, Instant now) {
        boolean orderIsPaid = payments.findPaying(payment.orderId())
                .filter(other -> other.status() == PaymentStatus.CAPTURED)
                .isPresent();
        if (!orderIsPaid) {
            return Capture.LATER;
        }
        LOG.info("Order {} was paid twice: payment {} goes back", payment.orderId(), payment.id());
        surplus(payment, paid, now);
        return Capture.DONE;
    }

    private void surplus(Payment payment, TradeState.Paid paid, Instant now) {
        if (payments.captureSurplus(payment.id(), paid.tradeNo(), now)) {
            refunds.add(
                    new Refund(
                            "surplus-" + payment.id(),
                            payment.id(),
                            payment.orderId(),
                            payment.amount(),
                            Refund.Status.REQUESTED),
                    now);
            payments.reserveRefund(payment.id(), payment.amount().amount());
        }
    }

    /** What came of it. */
    public enum Capture {
        /** The money is booked, now or before. */
        DONE,
        /** A wallet checkout of the same order is being decided; try again after it. */
        LATER,
        /** The provider took another amount than the payment's; nothing is booked. */
        WRONG_AMOUNT
    }
}
