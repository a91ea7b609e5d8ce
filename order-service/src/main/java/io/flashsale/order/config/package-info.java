/** Beans every other package shares. */
@NullMarked
package io.flashsale.order.config;

import org.jspecify.annotations.NullMarked;
