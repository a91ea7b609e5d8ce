/** What an order is and may become; knows no framework. */
@NullMarked
package io.flashsale.order.domain;

import org.jspecify.annotations.NullMarked;
