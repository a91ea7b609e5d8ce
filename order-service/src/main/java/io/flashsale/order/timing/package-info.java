/** Alarms in memory. */
@NullMarked
package io.flashsale.order.timing;

import org.jspecify.annotations.NullMarked;
