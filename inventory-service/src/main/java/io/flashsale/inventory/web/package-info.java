/** HTTP: operators, shoppers and peer services. */
@NullMarked
package io.flashsale.inventory.web;

import org.jspecify.annotations.NullMarked;
