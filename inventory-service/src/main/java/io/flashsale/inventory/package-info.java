/** Campaigns, the stock gate, the stock ledger and reservations. */
@NullMarked
package io.flashsale.inventory;

import org.jspecify.annotations.NullMarked;
