package io.flashsale.payment.web;

import io.flashsale.payment.application.RefundAnswer;
import io.flashsale.payment.application.RefundPayment;
import io.flashsale.payment.domain.Money;
import io.flashsale.payment.domain.Refund;
import io.flashsale.web.ProblemException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Refunds, for order-service. */
@RestController
class RefundsController {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final RefundPayment refundPayment;

    RefundsController(RefundPayment refundPayment) {
        this.refundPayment = refundPayment;
    }

    @PutMapping("/internal/refunds/{refundId}")
    RefundResource refund(@PathVariable String refundId, @RequestBody RefundRequest request) {
        String orderId = Checks.id("orderId", request.orderId());
        Money amount = Checks.positive("amount", request.amount());
        return switch (refundPayment.refund(Checks.id("refundId", refundId), orderId, amount)) {
            case RefundAnswer.Refunded refunded ->
                new RefundResource(refunded.refund().refundId(), Refund.Status.REFUNDED);
            case RefundAnswer.NothingCaptured nothing ->
                throw new ProblemException(
                        PaymentProblem.NOTHING_CAPTURED, "Order " + orderId + " has no captured payment.");
            case RefundAnswer.ExceedsCapture exceeds ->
                throw new ProblemException(
                        PaymentProblem.REFUND_EXCEEDS_CAPTURE,
                        "The refund is more than is left of what was captured for order " + orderId + ".");
            case RefundAnswer.IdReused reused ->
                throw new ProblemException(
                        PaymentProblem.REFUND_ID_REUSED, "Refund " + refundId + " is for another order or amount.");
            case RefundAnswer.RefusedByProvider refused ->
                throw new ProblemException(
                        PaymentProblem.REFUND_REFUSED, "The provider refuses refund " + refundId + ".");
            case RefundAnswer.NotKnown notKnown ->
                throw new ProblemException(
                                PaymentProblem.REFUND_UNKNOWN,
                                "The provider gave no answer. Repeat the request with the same refund id.")
                        .retryAfter(SOON);
        };
    }

    record RefundRequest(@Nullable String orderId, @Nullable Money amount) {}

    record RefundResource(String refundId, Refund.Status status) {}
}
