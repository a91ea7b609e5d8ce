package io.flashsale.order.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** A payment that wants to pay an order. */
record CheckoutRequest(
        @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String paymentId,
        @NotNull @Valid MoneyResource amount) {}
