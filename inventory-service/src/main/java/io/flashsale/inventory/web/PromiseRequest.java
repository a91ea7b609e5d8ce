package io.flashsale.inventory.web;

import io.flashsale.inventory.application.ForgottenReservations.Promise;
import io.flashsale.inventory.web.BatchRequest.AttemptRequest;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the gate promised an order, as the order remembers it. */
record PromiseRequest(
        @Nullable String campaignId,
        @Nullable String sku,
        @Nullable String batchId,
        @Nullable AttemptRequest attempt,
        @Nullable Instant admittedAt) {

    Promise checked(String orderId) {
        Fields fields = new Fields();
        fields.id(campaignId, 20, "campaignId");
        fields.id(sku, 64, "sku");
        fields.id(batchId, 64, "batchId");
        fields.check(admittedAt != null, "admittedAt", "is required, as an ISO-8601 time");
        if (attempt == null) {
            fields.check(false, "attempt", "is required");
        } else {
            attempt.nameFaults(fields, "attempt");
            fields.check(orderId.equals(attempt.orderId()), "attempt.orderId", "must be " + orderId);
        }
        fields.refuseFaults();
        return new Promise(
                CampaignIds.parse(Objects.requireNonNull(campaignId)),
                Objects.requireNonNull(sku),
                Objects.requireNonNull(batchId),
                Objects.requireNonNull(attempt).checked(),
                Objects.requireNonNull(admittedAt));
    }
}
