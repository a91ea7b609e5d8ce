package io.flashsale.payment.tcc;

import io.flashsale.payment.application.WalletBranch.Hold;
import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.PaymentCaptured;
import io.flashsale.payment.domain.PaymentEvents;
import io.flashsale.payment.domain.Payments;
import io.flashsale.payment.domain.Wallets;
import java.time.Clock;
import java.time.Instant;
import org.apache.seata.core.context.RootContext;
import org.apache.seata.rm.tcc.api.BusinessActionContext;
import org.apache.seata.rm.tcc.api.BusinessActionContextParameter;
import org.apache.seata.rm.tcc.api.LocalTCC;
import org.apache.seata.rm.tcc.api.TwoPhaseBusinessAction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The TCC branch {@code wallet-hold}. The fence runs each phase in a transaction of its own and keeps a row per branch
 * in it, so that a phase is carried out once, a cancel without a try does nothing, and a try after its cancel is
 * refused. The phases themselves are strict: they fail where there is nothing to do.
 */
@LocalTCC
@Component
public class WalletHold {

    static final String PAYMENT_ID = "paymentId";

    private final Payments payments;
    private final Wallets wallets;
    private final PaymentEvents events;
    private final Clock clock;

    WalletHold(Payments payments, Wallets wallets, PaymentEvents events, Clock clock) {
        this.payments = payments;
        this.wallets = wallets;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Sets the payment's amount aside and claims its order.
     *
     * @throws NotHeld if it cannot be; the fence's transaction is rolled back and nothing is left
     */
    @TwoPhaseBusinessAction(
            name = "wallet-hold",
            commitMethod = "confirm",
            rollbackMethod = "cancel",
            useTCCFence = true)
    public boolean tryHold(
            @Nullable BusinessActionContext context, @BusinessActionContextParameter(PAYMENT_ID) String paymentId) {
        switch (payments.authorise(paymentId)) {
            case DONE -> {
                if (!wallets.hold(payment(paymentId), holder(RootContext.getXID()))) {
                    throw new NotHeld(Hold.INSUFFICIENT_FUNDS);
                }
                return true;
            }
            case NOT_IN_STATE -> throw new NotHeld(Hold.NOT_INITIATED);
            case ORDER_TAKEN -> throw new NotHeld(Hold.ORDER_TAKEN);
        }
        throw new IllegalStateException("unreachable");
    }

    /** Spends what is held: the payment is captured. */
    public boolean confirm(BusinessActionContext context) {
        Payment payment = payment(String.valueOf(context.getActionContext(PAYMENT_ID)));
        Instant now = clock.instant();
        wallets.capture(payment, holder(context.getXid()));
        if (!payments.captureAuthorised(payment.id(), now)) {
            throw new IllegalStateException("Payment " + payment.id() + " is held for and not authorised");
        }
        events.captured(PaymentCaptured.of(payment, now));
        return true;
    }

    /** Gives back what is held: the payment has failed, and the order is free for another. */
    public boolean cancel(BusinessActionContext context) {
        Payment payment = payment(String.valueOf(context.getActionContext(PAYMENT_ID)));
        wallets.release(payment, holder(context.getXid()));
        if (!payments.releaseAuthorised(payment.id())) {
            throw new IllegalStateException("Payment " + payment.id() + " is held for and not authorised");
        }
        return true;
    }

    private Payment payment(String paymentId) {
        return payments.find(paymentId)
                .orElseThrow(() -> new IllegalStateException("There is no payment " + paymentId));
    }

    private static String holder(@Nullable String xid) {
        if (xid == null) {
            throw new IllegalStateException("A wallet is held for a global transaction only");
        }
        return xid;
    }

    /** The try refuses. */
    static final class NotHeld extends RuntimeException {
        private final Hold reason;

        NotHeld(Hold reason) {
            super(reason.name(), null, false, false);
            this.reason = reason;
        }

        Hold reason() {
            return reason;
        }
    }
}
