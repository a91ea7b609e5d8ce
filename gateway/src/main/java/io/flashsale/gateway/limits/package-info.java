/** What operators set while the gateway runs: who is blocked, and how much anybody may ask. */
@NullMarked
package io.flashsale.gateway.limits;

import org.jspecify.annotations.NullMarked;
