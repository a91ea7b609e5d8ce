/** Use cases: one type, one verb. */
@NullMarked
package io.flashsale.inventory.application;

import org.jspecify.annotations.NullMarked;
