/** Crowds of shoppers in Gatling's Java DSL, and the recorded history of what each of them was told. */
@NullMarked
package io.flashsale.loadtest.simulations;

import org.jspecify.annotations.NullMarked;
