/** The ledger and the campaigns in MySQL. */
@NullMarked
package io.flashsale.inventory.persistence;

import org.jspecify.annotations.NullMarked;
