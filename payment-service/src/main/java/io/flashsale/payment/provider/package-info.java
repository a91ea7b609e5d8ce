/** What a payment provider can be asked, whichever it is. */
@NullMarked
package io.flashsale.payment.provider;

import org.jspecify.annotations.NullMarked;
