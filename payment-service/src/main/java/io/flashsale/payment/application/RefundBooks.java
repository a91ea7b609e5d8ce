package io.flashsale.payment.application;

import io.flashsale.payment.domain.Money;
import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.PaymentMethod;
import io.flashsale.payment.domain.PaymentStatus;
import io.flashsale.payment.domain.Payments;
import io.flashsale.payment.domain.Refund;
import io.flashsale.payment.domain.Refunds;
import io.flashsale.payment.domain.Wallets;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** The database's side of a refund: what is promised, never more than was captured, and what became of it. */
@Component
class RefundBooks {

    private final Payments payments;
    private final Refunds refunds;
    private final Wallets wallets;
    private final Clock clock;

    RefundBooks(Payments payments, Refunds refunds, Wallets wallets, Clock clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.wallets = wallets;
        this.clock = clock;
    }

    /** Promises the money back. A wallet has it at once; the provider has yet to be asked. */
    @Transactional
    Promise promise(String refundId, String orderId, Money amount) {
        Optional<Payment> captured =
                payments.findPaying(orderId).filter(payment -> payment.status() == PaymentStatus.CAPTURED);
        if (captured.isEmpty()) {
            return new Promise.NothingCaptured();
        }
        Payment payment = captured.get();
        boolean atOnce = payment.method() == PaymentMethod.WALLET;
        Refund refund = new Refund(
                refundId, payment.id(), orderId, amount, atOnce ? Refund.Status.REFUNDED : Refund.Status.REQUESTED);
        if (!refunds.add(refund, clock.instant())) {
            return new Promise.Taken();
        }
        if (!payment.amount().currency().equals(amount.currency())
                || !payments.reserveRefund(payment.id(), amount.amount())) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return new Promise.ExceedsCapture();
        }
        if (atOnce) {
            wallets.refund(payment.buyerId(), amount, refundId);
        }
        return new Promise.Made(refund);
    }

    /** The provider has made the refund. */
    @Transactional
    void made(Refund refund) {
        refunds.settle(refund.refundId(), Refund.Status.REFUNDED);
    }

    /** The provider will not make the refund: the promise is void, and may be made anew under another id. */
    @Transactional
    void refused(Refund refund) {
        if (refunds.settle(refund.refundId(), Refund.Status.REFUSED)) {
            payments.unreserveRefund(refund.paymentId(), refund.amount().amount());
        }
    }

    /** What came of a promise. */
    sealed interface Promise {
        record Made(Refund refund) implements Promise {}

        record Taken() implements Promise {}

        record NothingCaptured() implements Promise {}

        record ExceedsCapture() implements Promise {}
    }
}
