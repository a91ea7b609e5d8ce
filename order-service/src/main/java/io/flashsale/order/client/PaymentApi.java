package io.flashsale.order.client;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PutExchange;

/** What this service asks of payment-service. */
interface PaymentApi {

    @PutExchange("/internal/refunds/{refundId}")
    RefundedBody refund(@PathVariable("refundId") String refundId, @RequestBody RefundBody refund);

    record AmountBody(long amount, String currency) {}

    record RefundBody(String orderId, AmountBody amount) {}

    record RefundedBody(String refundId, String status) {}
}
