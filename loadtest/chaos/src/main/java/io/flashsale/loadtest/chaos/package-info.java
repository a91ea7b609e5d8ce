/** Faults under load, each followed by an audit. */
@NullMarked
package io.flashsale.loadtest.chaos;

import org.jspecify.annotations.NullMarked;
