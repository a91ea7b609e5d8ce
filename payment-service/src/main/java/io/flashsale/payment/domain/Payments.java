package io.flashsale.payment.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All payments. Every change is a compare-and-set on the status a change starts from, and says whether it happened.
 */
public interface Payments {

    /** Adds a payment; false if the buyer's key is taken. */
    boolean add(Payment payment);

    Optional<Payment> find(String paymentId);

    Optional<Payment> findByKey(String buyerId, String idempotencyKey);

    /** The payment that pays the order, or is about to. */
    Optional<Payment> findPaying(String orderId);

    /** Notes where the buyer can pay. */
    void prepaid(String paymentId, String payUrl);

    /**
     * Takes what the rewards are worth off what is due; only while INITIATED.
     *
     * @throws IllegalStateException if they are worth more than the order
     */
    boolean discount(String paymentId, Rewards rewards);

    /** Payments at the provider whose rewards are to be confirmed or cancelled, and it is time to; at most so many. */
    List<Payment> claimRewardsDue(Instant now, int limit);

    /** CONFIRMING → CONFIRMED, CANCELLING → CANCELLED. */
    void rewardsSettled(String paymentId, RewardHold as);

    /** INITIATED → AUTHORISED, claiming the order for this payment. */
    Claim authorise(String paymentId);

    /** AUTHORISED → CAPTURED. */
    boolean captureAuthorised(String paymentId, Instant at);

    /** AUTHORISED → FAILED for want of an answer; the order is free again. */
    boolean releaseAuthorised(String paymentId);

    /** Any state without money → CAPTURED, claiming the order. */
    Claim captureAtProvider(String paymentId, String tradeNo, Instant at);

    /** Any state without money → CAPTURED without paying the order: the money is to be given back. */
    boolean captureSurplus(String paymentId, String tradeNo, Instant at);

    /** INITIATED, or failed for want of an answer → FAILED for the given reason; only the given attempt. */
    boolean fail(String paymentId, int attempt, Failure failure);

    /** Failed for want of an answer → INITIATED, with the next attempt's number. */
    boolean restart(String paymentId, int failedAttempt);

    /** INITIATED → CLOSED. */
    boolean close(String paymentId);

    /** Promises an amount back; false if that is more than is left of what was captured. */
    boolean reserveRefund(String paymentId, long amount);

    /** Takes a promised refund back that the provider will not make. */
    void unreserveRefund(String paymentId, long amount);

    /** Claims provider payments whose next question to the provider is due, at most {@code limit}. */
    List<Payment> claimDueForQuery(Instant now, int limit);

    /** What came of claiming an order. */
    enum Claim {
        DONE,
        /** The payment is not in a state from which this can happen. */
        NOT_IN_STATE,
        /** Another payment pays this order. */
        ORDER_TAKEN
    }
}
