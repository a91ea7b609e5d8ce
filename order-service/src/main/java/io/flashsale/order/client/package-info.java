/** The peers this service asks. */
@NullMarked
package io.flashsale.order.client;

import org.jspecify.annotations.NullMarked;
