/** Orders compared with the books of peers. */
@NullMarked
package io.flashsale.order.reconciliation;

import org.jspecify.annotations.NullMarked;
