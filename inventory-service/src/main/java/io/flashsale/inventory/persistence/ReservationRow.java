package io.flashsale.inventory.persistence;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

record ReservationRow(
        String orderId,
        long campaignId,
        long itemId,
        String batchId,
        String buyerId,
        String idempotencyKey,
        String bodyHash,
        int quantity,
        String status,
        @Nullable String checkoutXid,
        LocalDateTime admittedAt,
        int returned) {}
