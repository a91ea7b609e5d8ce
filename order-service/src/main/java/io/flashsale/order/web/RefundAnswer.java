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
            case RefundOrder.Result.Refunding(Order order) ->
                ResponseEntity.accepted()
                        .location(URI.create(path + order.id()))
                        .body(OrderResource.of(findOrder.view(new FindOrder.Found(order, true))));
            case RefundOrder.Result.NotRefundable(OrderStatus status) ->
                throw new ProblemException(
                        OrderProblem.NOT_REFUNDABLE,
                        "The order is " + status + ". Only a fulfilled order can be refunded.");
            case RefundOrder.Result.NotFound() -> throw OrderIdPath.absent();
        };
    }
}
