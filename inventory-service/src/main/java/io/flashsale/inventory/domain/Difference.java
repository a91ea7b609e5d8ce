package io.flashsale.inventory.domain;

import org.jspecify.annotations.Nullable;

/**
 * One thing a reconciliation found.
 *
 * @param orderId of the reservation it is about; null when it is about the item
 * @param repaired whether it was put right, which happens only where it is certain what is right
 */
public record Difference(
        ItemRef item, DifferenceKind kind, @Nullable String orderId, String expected, String found, boolean repaired) {}
