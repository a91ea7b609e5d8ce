/** The stock gate and its journal in Redis. */
@NullMarked
package io.flashsale.inventory.gate;

import org.jspecify.annotations.NullMarked;
