package io.flashsale.order.web;

import io.flashsale.order.application.FindOrder;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.Orders;
import io.flashsale.order.tcc.CheckoutRefused;
import io.flashsale.order.tcc.OrderCheckout;
import io.flashsale.web.CommonProblem;
import io.flashsale.web.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.seata.core.context.RootContext;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Orders for peer services. */
@RestController
@RequestMapping("/internal/orders")
class InternalOrdersController {

    private final Orders orders;
    private final FindOrder findOrder;
    private final OrderCheckout checkout;

    InternalOrdersController(Orders orders, FindOrder findOrder, OrderCheckout checkout) {
        this.orders = orders;
        this.findOrder = findOrder;
        this.checkout = checkout;
    }

    /** What the books of the orders that changed in that time should hold, by id; for reconciliation. */
    @GetMapping("/settled")
    List<SettledResource> settled(
            @RequestParam("from") Instant from,
            @RequestParam("to") Instant to,
            @RequestParam(name = "after", defaultValue = "0") long after,
            @RequestParam("limit") @Min(1) @Max(1000) int limit) {
        return orders.settledBetween(from, to, after, limit).stream()
                .map(order -> new SettledResource(
                        order.id().toString(), order.status().name(), order.kept(), order.moving()))
                .toList();
    }

    record SettledResource(String orderId, String status, long kept, boolean moving) {}

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
