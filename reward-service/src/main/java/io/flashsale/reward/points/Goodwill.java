package io.flashsale.reward.points;

/** Points an operator gives for an order. */
record Goodwill(String goodwillId, String orderId, String buyerId, long points) {}
