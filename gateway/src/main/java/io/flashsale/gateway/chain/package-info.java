/** The order of the checks, the routes they protect, and what they leave on the exchange. */
@NullMarked
package io.flashsale.gateway.chain;

import org.jspecify.annotations.NullMarked;
