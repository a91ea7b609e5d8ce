@NullMarked
package io.flashsale.order.saga;

import org.jspecify.annotations.NullMarked;
