/** The checks that need neither identity nor a store: trace, size, known route. */
@NullMarked
package io.flashsale.gateway.entry;

import org.jspecify.annotations.NullMarked;
