package io.flashsale.order.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** What a shopper wants to buy. */
record PlaceOrderRequest(
        @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String campaignId,
        @NotNull @Pattern(regexp = "[A-Za-z0-9_.-]{1,64}") String sku,
        @NotNull @Min(1) @Max(100) Integer quantity) {}
