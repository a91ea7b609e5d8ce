/** Outside identity in, inside identity out. */
@NullMarked
package io.flashsale.gateway.identity;

import org.jspecify.annotations.NullMarked;
