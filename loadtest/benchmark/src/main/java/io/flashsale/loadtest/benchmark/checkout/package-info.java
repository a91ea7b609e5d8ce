/** Paying, from the click to the fulfilled order, and what the coordinator of the transactions takes of it. */
@NullMarked
package io.flashsale.loadtest.benchmark.checkout;

import org.jspecify.annotations.NullMarked;
