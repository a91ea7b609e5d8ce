/** The way to an order: proof of work, then a purchase token, then the order that shows it. */
@NullMarked
package io.flashsale.gateway.purchase;

import org.jspecify.annotations.NullMarked;
