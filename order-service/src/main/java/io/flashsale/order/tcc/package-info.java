/** The branch this service contributes to the global checkout transaction. */
@NullMarked
package io.flashsale.order.tcc;

import org.jspecify.annotations.NullMarked;
