package io.flashsale.inventory.web;

import io.flashsale.inventory.application.Offer;
import io.flashsale.inventory.domain.BatchVerdict;
import io.flashsale.inventory.domain.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a batch.
 *
 * @param payBefore until when the admitted orders are to be paid
 * @param available units left in the gate right after the decision
 */
record BatchVerdictResource(
        String batchId,
        String campaignId,
        String sku,
        Instant decidedAt,
        Instant payBefore,
        MoneyResource unitPrice,
        int available,
        List<Verdict> verdicts) {

    record Verdict(
            String orderId, Outcome outcome, @Nullable String originalOrderId) {}

    static BatchVerdictResource of(Offer offer, BatchVerdict verdict) {
        return new BatchVerdictResource(
                verdict.batchId(),
                Long.toString(offer.campaign().id()),
                offer.item().sku(),
                verdict.decidedAt(),
                verdict.decidedAt().plus(offer.campaign().payWithin()),
                MoneyResource.of(offer.item().salePrice()),
                verdict.available(),
                verdict.verdicts().stream()
                        .map(one -> new Verdict(one.orderId(), one.outcome(), one.originalOrderId()))
                        .toList());
    }
}
