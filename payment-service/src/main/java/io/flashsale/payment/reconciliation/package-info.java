/** Compares our books with the provider's statement, with the wallets and with the orders. */
@NullMarked
package io.flashsale.payment.reconciliation;

import org.jspecify.annotations.NullMarked;
