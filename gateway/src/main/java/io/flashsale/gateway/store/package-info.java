/** What all gateways share: the edge Redis. */
@NullMarked
package io.flashsale.gateway.store;

import org.jspecify.annotations.NullMarked;
