/** Faults under load. */
@NullMarked
package io.flashsale.loadtest.chaos;

import org.jspecify.annotations.NullMarked;
