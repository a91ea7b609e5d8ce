@NullMarked
package io.flashsale.order.admission;

import org.jspecify.annotations.NullMarked;
