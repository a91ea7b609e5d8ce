/** This service's branch of the wallet checkout. */
@NullMarked
package io.flashsale.payment.tcc;

import org.jspecify.annotations.NullMarked;
