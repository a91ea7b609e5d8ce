/** Guards of the services that can be taken away, to see that somebody notices. */
@NullMarked
package io.flashsale.loadtest.chaos.guard;

import org.jspecify.annotations.NullMarked;
