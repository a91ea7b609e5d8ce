/** The peers a checkout needs. */
@NullMarked
package io.flashsale.payment.client;

import org.jspecify.annotations.NullMarked;
