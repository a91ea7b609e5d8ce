/** What this service hears from and tells the others. */
@NullMarked
package io.flashsale.inventory.messaging;

import org.jspecify.annotations.NullMarked;
