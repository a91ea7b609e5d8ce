package io.flashsale.reward.checkout;

import io.flashsale.reward.RewardProblem;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds for payments that a provider decides: no global transaction waits for that. Every call can be repeated, and a
 * cancel that overtakes its hold leaves a tombstone.
 */
@Component
class PaymentHolds {

    private final RewardHolds holds;
    private final HoldMapper mapper;

    PaymentHolds(RewardHolds holds, HoldMapper mapper) {
        this.holds = holds;
        this.mapper = mapper;
    }

    @Transactional
    Discounts place(String paymentId, Checkout checkout) {
        Hold hold = holds.open(paymentId);
        return switch (hold.status()) {
            case NEW -> holds.hold(hold, checkout);
            case HELD, SPENT -> {
                if (!hold.checkout().equals(checkout)) {
                    throw new ProblemException(
                                    CommonProblem.INVALID_REQUEST,
                                    "Payment " + paymentId + " asked for something else before.")
                            .field("paymentId", "must come with the same body as before");
                }
                yield hold.discounts();
            }
            case CANCELLED -> throw cancelled(paymentId);
        };
    }

    @Transactional
    void confirm(String paymentId) {
        Hold hold = mapper.lock(paymentId);
        if (hold == null) {
            throw new ProblemException(CommonProblem.NOT_FOUND, "Nothing was held for payment " + paymentId + ".");
        }
        switch (hold.status()) {
            case HELD -> holds.spend(hold);
            case CANCELLED -> throw cancelled(paymentId);
            case SPENT, NEW -> {
                // Done before; a new row is never seen here.
            }
        }
    }

    @Transactional
    void cancel(String paymentId) {
        Hold hold = holds.open(paymentId);
        switch (hold.status()) {
            case NEW -> mapper.move(paymentId, Hold.Status.NEW, Hold.Status.CANCELLED);
            case HELD -> holds.release(hold);
            case SPENT ->
                throw new ProblemException(
                        RewardProblem.HOLD_SPENT, "What was held for payment " + paymentId + " is spent.");
            case CANCELLED -> {
                // Done before.
            }
        }
    }

    private static ProblemException cancelled(String paymentId) {
        return new ProblemException(
                RewardProblem.HOLD_CANCELLED, "The hold of payment " + paymentId + " was cancelled.");
    }
}
