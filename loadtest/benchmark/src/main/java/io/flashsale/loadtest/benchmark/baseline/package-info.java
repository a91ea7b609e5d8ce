/** The usual ways to sell limited stock, behind the same HTTP server, identity and metrics as the services. */
@NullMarked
package io.flashsale.loadtest.benchmark.baseline;

import org.jspecify.annotations.NullMarked;
