package io.flashsale.order.web;

import io.flashsale.order.application.FindOrder;
import io.flashsale.order.application.RefundOrder;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.web.ProblemException;
import java.net.URI;
import org.springframework.http.ResponseEntity;

/** The answer to a refund request, whoever made it. */
final class RefundAnswer {

    private RefundAnswer() {}

    static ResponseEntity<OrderResource> of(RefundOrder.Result result, FindOrder findOrder, String path) {
        return switch (result) {
            case RefundOrder.Result.Refunding(Order order, var _) ->
                ResponseEntity.accepted()
                        .location(URI.create(path + order.id()))
                        .body(OrderResource.of(findOrder.view(new FindOrder.Found(order, true))));
            case RefundOrder.Result.NotRefundable(OrderStatus status) ->
                throw new ProblemException(
                        OrderProblem.NOT_REFUNDABLE,
                        "The order is " + status + ". Only a fulfilled order can be refunded.");
            case RefundOrder.Result.NotFound() -> throw OrderIdPath.absent();
            case RefundOrder.Result.TooLate() ->
                throw new ProblemException(
                        OrderProblem.REFUND_TOO_LATE, "The time to return this order is over. Ask the shop.");
            case RefundOrder.Result.MoreThanIsLeft(int left) ->
                throw new ProblemException(
                                OrderProblem.NOT_REFUNDABLE, "Only " + left + " units of the order are left to refund.")
                        .field("quantity", "must be at most " + left);
            case RefundOrder.Result.InProgress(var refund) ->
                throw new ProblemException(
                        OrderProblem.REFUND_IN_PROGRESS, "Refund " + refund.refundId() + " is not over yet.");
            case RefundOrder.Result.KeyReused() ->
                throw new ProblemException(
                        OrderProblem.IDEMPOTENCY_KEY_REUSED, "This key belongs to a refund of another quantity.");
            case RefundOrder.Result.SameOperator() ->
                throw new ProblemException(
                        OrderProblem.SECOND_OPERATOR_NEEDED, "Whoever asked for a refund cannot decide on it.");
            case RefundOrder.Result.AlreadyDecided(var refund) ->
                throw new ProblemException(
                        OrderProblem.REFUND_IN_PROGRESS,
                        "Refund " + refund.refundId() + " is " + refund.status() + " already.");
        };
    }
}
