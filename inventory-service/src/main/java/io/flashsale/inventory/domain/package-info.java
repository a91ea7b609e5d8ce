/** The language of the sale; knows no framework. */
@NullMarked
package io.flashsale.inventory.domain;

import org.jspecify.annotations.NullMarked;
