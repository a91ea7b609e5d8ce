/** Fulfilment and refund as Seata state machines. */
@NullMarked
package io.flashsale.order.saga;

import org.jspecify.annotations.NullMarked;
