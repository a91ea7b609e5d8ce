package io.flashsale.inventory.persistence;

import java.time.LocalDateTime;

record StockChangeRow(
        long id,
        long campaignId,
        long itemId,
        String requestKey,
        String kind,
        int units,
        String reason,
        String operator,
        String status,
        LocalDateTime requestedAt) {}
