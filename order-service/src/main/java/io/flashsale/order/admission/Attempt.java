package io.flashsale.order.admission;

import io.flashsale.order.domain.OrderId;

/**
 * One buyer's try to get a quantity of an item.
 *
 * @param orderId the order it becomes if it is admitted
 * @param bodyHash tells a retry from another purchase under the same key
 */
public record Attempt(OrderId orderId, String buyerId, String idempotencyKey, String bodyHash, int quantity) {}
