package io.flashsale.order.web;

import io.flashsale.order.domain.PurchaseOutcome.Admitted;
import java.time.Instant;

/** A winner's answer. */
record AcceptedResource(String orderId, String status, Instant payBefore, MoneyResource amount) {

    static AcceptedResource of(Admitted admitted) {
        return new AcceptedResource(
                admitted.orderId().toString(),
                "PENDING_PAYMENT",
                admitted.payBefore(),
                MoneyResource.of(admitted.amount()));
    }
}
