/** Purchase admission, orders, their state machine and their time-outs. */
@NullMarked
package io.flashsale.order;

import org.jspecify.annotations.NullMarked;
