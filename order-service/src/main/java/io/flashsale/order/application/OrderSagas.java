package io.flashsale.order.application;

import io.flashsale.order.domain.OrderId;
import java.time.Duration;

/**
 * Runs what follows a payment or a refund request, step by step and forward only. A call inside a database transaction
 * takes effect after its commit. Calling again resumes a run that stopped, and does nothing to one that is finished.
 */
public interface OrderSagas {

    /** For an order that is PAID: sell its stock, grant its points, end it FULFILLED. */
    void fulfil(OrderId id);

    /** For a refund that is RUNNING: take rewards back, give money, spent rewards and stock back, end it REFUNDED. */
    void refund(String refundId);

    /** Resumes runs that began but were not heard of for that long, whatever their order looks like by now. */
    void resumeUnheardOf(Duration unchangedFor);
}
