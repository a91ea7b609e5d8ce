/** What the gateway may refuse by itself, from a recent snapshot of the live campaigns. */
@NullMarked
package io.flashsale.gateway.sale;

import org.jspecify.annotations.NullMarked;
