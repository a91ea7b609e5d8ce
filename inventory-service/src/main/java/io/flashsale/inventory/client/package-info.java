/** What this service asks of its peers. */
@NullMarked
package io.flashsale.inventory.client;

import org.jspecify.annotations.NullMarked;
