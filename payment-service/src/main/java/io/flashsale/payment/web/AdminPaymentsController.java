package io.flashsale.payment.web;

import io.flashsale.payment.application.PaymentTrail;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Payments in the eyes of operators. */
@RestController
class AdminPaymentsController {

    private final PaymentTrail trail;

    AdminPaymentsController(PaymentTrail trail) {
        this.trail = trail;
    }

    /** What was done about the money of an order, oldest first. */
    @GetMapping("/api/admin/payments/orders/{orderId}")
    List<PaymentTrail.Entry> ofOrder(Caller caller, @PathVariable String orderId) {
        caller.require(Role.OPERATOR);
        return trail.ofOrder(Checks.id("orderId", orderId));
    }
}
