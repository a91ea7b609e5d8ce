package io.flashsale.inventory.persistence;

record LedgerEntryRow(
        long id, long campaignId, long itemId, String orderId, String buyerId, String kind, int quantity, long epoch) {}
