/** How many requests per second the platform lets in. */
@NullMarked
package io.flashsale.gateway.capacity;

import org.jspecify.annotations.NullMarked;
