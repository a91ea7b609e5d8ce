/** Group commit of purchase attempts: lanes, batches, ids and what is known of the sale without asking. */
@NullMarked
package io.flashsale.order.admission;

import org.jspecify.annotations.NullMarked;
