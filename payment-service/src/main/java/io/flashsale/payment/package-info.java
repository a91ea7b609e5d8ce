/** Payments, wallets and refunds. */
@NullMarked
package io.flashsale.payment;

import org.jspecify.annotations.NullMarked;
