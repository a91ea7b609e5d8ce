package io.flashsale.order.admission;

/** What a lane sells: one item of one campaign. */
public record ItemKey(String campaignId, String sku) {}
