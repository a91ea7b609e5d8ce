package io.flashsale.payment.web;

import io.flashsale.payment.application.PayOrder;
import io.flashsale.payment.application.PaymentAnswer;
import io.flashsale.payment.domain.Failure;
import io.flashsale.payment.domain.Money;
import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.PaymentMethod;
import io.flashsale.payment.domain.PaymentStatus;
import io.flashsale.payment.domain.Payments;
import io.flashsale.payment.domain.Rewards;
import io.flashsale.web.Caller;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import io.flashsale.web.Role;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** A shopper's payments. */
@RestController
class PaymentsController {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final PayOrder payOrder;
    private final Payments payments;

    PaymentsController(PayOrder payOrder, Payments payments) {
        this.payOrder = payOrder;
        this.payments = payments;
    }

    @PostMapping("/api/payments")
    ResponseEntity<PaymentResource> pay(
            Caller caller,
            @RequestHeader("Idempotency-Key") String idempotencyKey,
            @RequestBody PaymentRequest request) {
        String buyerId = caller.require(Role.SHOPPER).subject();
        String key = Checks.idempotencyKey(idempotencyKey);
        String orderId = Checks.id("orderId", request.orderId());
        PaymentMethod method = Checks.present("method", request.method());
        Rewards rewards = Rewards.wanted(
                Checks.notNegative("points", request.points()), Checks.optionalId("couponId", request.couponId()));
        return switch (payOrder.pay(buyerId, key, orderId, method, rewards)) {
            case PaymentAnswer.Accepted accepted ->
                ResponseEntity.created(
                                URI.create("/api/payments/" + accepted.payment().id()))
                        .body(PaymentResource.of(accepted.payment()));
            case PaymentAnswer.Refused refused -> throw refusal(refused.failure(), orderId);
            case PaymentAnswer.InProgress inProgress ->
                throw new ProblemException(
                                PaymentProblem.PAYMENT_IN_PROGRESS,
                                "The payment is being decided. Repeat the request with the same key.")
                        .retryAfter(SOON);
            case PaymentAnswer.NoSuchOrder noSuchOrder ->
                throw new ProblemException(CommonProblem.NOT_FOUND, "You have no order " + orderId + ".");
            case PaymentAnswer.OrderNotReady notReady ->
                throw new ProblemException(
                                PaymentProblem.NOT_YET,
                                "Order " + orderId + " was accepted a moment ago. Try again shortly.")
                        .retryAfter(SOON);
            case PaymentAnswer.KeyReused reused ->
                throw new ProblemException(
                        PaymentProblem.IDEMPOTENCY_KEY_REUSED,
                        "This key belongs to another payment. Use a new one for a new payment.");
        };
    }

    @GetMapping("/api/payments/{paymentId}")
    PaymentResource payment(Caller caller, @PathVariable String paymentId) {
        String buyerId = caller.require(Role.SHOPPER).subject();
        return payments.find(paymentId)
                .filter(payment -> payment.buyerId().equals(buyerId))
                .map(PaymentResource::of)
                .orElseThrow(
                        () -> new ProblemException(CommonProblem.NOT_FOUND, "You have no payment " + paymentId + "."));
    }

    private static ProblemException refusal(Failure failure, String orderId) {
        return switch (failure) {
            case INSUFFICIENT_FUNDS ->
                new ProblemException(
                        PaymentProblem.INSUFFICIENT_FUNDS,
                        "Your wallet does not hold the amount of order " + orderId
                                + ". Top it up and pay with a new key.");
            case INSUFFICIENT_POINTS ->
                new ProblemException(
                        PaymentProblem.INSUFFICIENT_POINTS, "You do not have that many points. Pay with a new key.");
            case POINTS_OVER_LIMIT ->
                new ProblemException(
                                PaymentProblem.POINTS_OVER_LIMIT,
                                "Points pay for a part of an order only. Use fewer, with a new key.")
                        .field("points", "must be fewer for this order");
            case COUPON_NOT_USABLE ->
                new ProblemException(
                        PaymentProblem.COUPON_NOT_USABLE,
                        "The coupon is spent, expired or not for this order. Pay with a new key.");
            case NOTHING_TO_PAY ->
                new ProblemException(
                                PaymentProblem.NOTHING_TO_PAY,
                                "Points and coupon pay for the whole order. Pay with a new key from your wallet.")
                        .field("method", "must be WALLET when nothing is left to pay");
            case ORDER_NOT_PAYABLE ->
                new ProblemException(
                        PaymentProblem.ORDER_NOT_PAYABLE, "Order " + orderId + " is paid, cancelled or expired.");
            case UNAVAILABLE ->
                new ProblemException(
                                CommonProblem.UNAVAILABLE,
                                "A part of the platform does not answer; no money was taken."
                                        + " Repeat the request with the same key.")
                        .retryAfter(SOON);
        };
    }

    record PaymentRequest(
            @Nullable String orderId,
            @Nullable PaymentMethod method,
            @Nullable Long points,
            @Nullable String couponId) {}

    record PaymentResource(
            String paymentId,
            String orderId,
            PaymentMethod method,
            PaymentStatus status,
            Money amount,
            long points,
            Money pointsDiscount,
            @Nullable String couponId,
            Money couponDiscount,
            Money refunded,
            @Nullable String payUrl) {

        static PaymentResource of(Payment payment) {
            return new PaymentResource(
                    payment.id(),
                    payment.orderId(),
                    payment.method(),
                    payment.status(),
                    payment.amount(),
                    payment.rewards().points(),
                    new Money(
                            payment.rewards().pointsDiscount(), payment.amount().currency()),
                    payment.rewards().couponId(),
                    new Money(
                            payment.rewards().couponDiscount(), payment.amount().currency()),
                    new Money(payment.refunded(), payment.amount().currency()),
                    payment.payUrl());
        }
    }
}
