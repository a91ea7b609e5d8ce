package io.flashsale.order.web;

import io.flashsale.order.application.FindOrder;
import io.flashsale.order.application.RefundOrder;
import io.flashsale.order.domain.OrderRefund;
import io.flashsale.order.domain.OrderRefunds;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import jakarta.validation.Valid;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Orders for operators. */
@RestController
@RequestMapping("/api/admin/orders")
class AdminOrdersController {

    private final FindOrder findOrder;
    private static final int AT_MOST = 100;

    private final RefundOrder refundOrder;
    private final OrderRefunds refunds;

    AdminOrdersController(FindOrder findOrder, RefundOrder refundOrder, OrderRefunds refunds) {
        this.findOrder = findOrder;
        this.refundOrder = refundOrder;
        this.refunds = refunds;
    }

    @GetMapping("/{id}")
    OrderResource byId(Caller caller, @PathVariable("id") String id) {
        caller.require(Role.OPERATOR);
        return findOrder
                .byId(OrderIdPath.parse(id))
                .map(found -> OrderResource.of(findOrder.view(found)))
                .orElseThrow(OrderIdPath::absent);
    }

    /** Refunds above the policy's limit wait until another operator approves. */
    @PostMapping("/{id}/refund")
    ResponseEntity<OrderResource> refund(
            Caller caller,
            @PathVariable("id") String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @Valid @RequestBody(required = false) @Nullable RefundRequest request) {
        String operator = caller.require(Role.OPERATOR).subject();
        return answer(
                refundOrder.byOperator(operator, OrderIdPath.parse(id), RefundRequest.wish(request, idempotencyKey)));
    }

    @PostMapping("/{id}/refunds/{refundId}/approve")
    ResponseEntity<OrderResource> approve(
            Caller caller, @PathVariable("id") String id, @PathVariable("refundId") String refundId) {
        String operator = caller.require(Role.OPERATOR).subject();
        return answer(refundOrder.decide(operator, OrderIdPath.parse(id), refundId, true));
    }

    @PostMapping("/{id}/refunds/{refundId}/deny")
    ResponseEntity<OrderResource> deny(
            Caller caller, @PathVariable("id") String id, @PathVariable("refundId") String refundId) {
        String operator = caller.require(Role.OPERATOR).subject();
        return answer(refundOrder.decide(operator, OrderIdPath.parse(id), refundId, false));
    }

    /** Refunds that wait for an operator, and those under way, with what keeps them from going on. */
    @GetMapping("/refunds")
    List<OpenRefundResource> openRefunds(Caller caller) {
        caller.require(Role.OPERATOR);
        return Stream.of(OrderRefund.Status.AWAITING_APPROVAL, OrderRefund.Status.RUNNING)
                .flatMap(status -> refunds.inStatus(status, AT_MOST).stream())
                .map(OpenRefundResource::of)
                .toList();
    }

    private ResponseEntity<OrderResource> answer(RefundOrder.Result result) {
        return RefundAnswer.of(result, findOrder, "/api/admin/orders/");
    }
}
