/** Topics this service listens to and writes to. */
@NullMarked
package io.flashsale.order.messaging;

import org.jspecify.annotations.NullMarked;
