/**
 * Faults from outside: an agent weaves them into a process that was started for that, so that the services themselves
 * hold no line about faults.
 */
@NullMarked
package io.flashsale.loadtest.faults;

import org.jspecify.annotations.NullMarked;
