/** The agent, in processes of its own. */
@NullMarked
package io.flashsale.loadtest.faults;

import org.jspecify.annotations.NullMarked;
