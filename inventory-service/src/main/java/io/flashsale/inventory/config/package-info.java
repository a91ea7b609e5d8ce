/** Properties and wiring. */
@NullMarked
package io.flashsale.inventory.config;

import org.jspecify.annotations.NullMarked;
