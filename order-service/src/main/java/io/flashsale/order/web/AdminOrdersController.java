package io.flashsale.order.web;

import io.flashsale.order.application.FindOrder;
import io.flashsale.order.application.RefundOrder;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Orders for operators. */
@RestController
@RequestMapping("/api/admin/orders")
class AdminOrdersController {

    private final FindOrder findOrder;
    private final RefundOrder refundOrder;

    AdminOrdersController(FindOrder findOrder, RefundOrder refundOrder) {
        this.findOrder = findOrder;
        this.refundOrder = refundOrder;
    }

    @GetMapping("/{id}")
    OrderResource byId(Caller caller, @PathVariable("id") String id) {
        caller.require(Role.OPERATOR);
        return findOrder
                .byId(OrderIdPath.parse(id))
                .map(found -> OrderResource.of(findOrder.view(found)))
                .orElseThrow(OrderIdPath::absent);
    }

    @PostMapping("/{id}/refund")
    ResponseEntity<OrderResource> refund(Caller caller, @PathVariable("id") String id) {
        caller.require(Role.OPERATOR);
        return RefundAnswer.of(refundOrder.byOperator(OrderIdPath.parse(id)), findOrder, "/api/admin/orders/");
    }
}
