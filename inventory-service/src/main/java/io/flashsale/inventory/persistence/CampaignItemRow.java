package io.flashsale.inventory.persistence;

record CampaignItemRow(
        long id,
        long campaignId,
        String sku,
        String name,
        long salePrice,
        long listPrice,
        String currency,
        int total,
        int held,
        int sold,
        int perBuyerLimit,
        long epoch,
        long gateRevision) {}
