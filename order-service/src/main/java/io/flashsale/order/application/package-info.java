/** Use cases, one type each, and the ports they speak through. */
@NullMarked
package io.flashsale.order.application;

import org.jspecify.annotations.NullMarked;
