package io.flashsale.order.web;

import io.flashsale.order.application.FindOrder;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.tcc.CheckoutRefused;
import io.flashsale.order.tcc.OrderCheckout;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import jakarta.validation.Valid;
import java.time.Duration;
import org.apache.seata.core.context.RootContext;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Orders for peer services. */
@RestController
@RequestMapping("/internal/orders")
class InternalOrdersController {

    private final FindOrder findOrder;
    private final OrderCheckout checkout;

    InternalOrdersController(FindOrder findOrder, OrderCheckout checkout) {
        this.findOrder = findOrder;
        this.checkout = checkout;
    }

    @GetMapping("/{id}")
    InternalOrderResource byId(@PathVariable("id") String id) {
        return findOrder
                .byId(OrderIdPath.parse(id))
                .map(found -> InternalOrderResource.of(found.order()))
                .orElseThrow(OrderIdPath::absent);
    }

    /** The try of the order's branch; the transaction's id comes in the header {@code TX_XID}. */
    @PostMapping("/{id}/checkout")
    @ResponseStatus(HttpStatus.OK)
    void checkout(@PathVariable("id") String id, @Valid @RequestBody CheckoutRequest request) {
        if (!RootContext.inGlobalTransaction()) {
            throw new ProblemException(CommonProblem.INVALID_REQUEST, "A checkout needs a global transaction.")
                    .field("TX_XID", "this header is required");
        }
        OrderId orderId = OrderIdPath.parse(id);
        FindOrder.Found found = findOrder.byId(orderId).orElseThrow(OrderIdPath::absent);
        if (!found.stored()) {
            throw new ProblemException(OrderProblem.NOT_YET, "The order was accepted and is being written down.")
                    .retryAfter(Duration.ofSeconds(1));
        }
        if (!found.order().amount().equals(request.amount().toMoney())) {
            throw new ProblemException(OrderProblem.NOT_PAYABLE, "The order has another amount.");
        }
        try {
            checkout.claim(null, orderId.toString(), request.paymentId());
        } catch (RuntimeException e) {
            if (CheckoutRefused.isWrappedIn(e)) {
                throw new ProblemException(
                        OrderProblem.NOT_PAYABLE, "The order is not waiting for payment, or this checkout is over.");
            }
            throw e;
        }
    }
}
