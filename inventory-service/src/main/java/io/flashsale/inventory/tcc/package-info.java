/** The inventory branch of the checkout transaction. */
@NullMarked
package io.flashsale.inventory.tcc;

import org.jspecify.annotations.NullMarked;
