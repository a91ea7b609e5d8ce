/** The use cases, one type each. */
@NullMarked
package io.flashsale.payment.application;

import org.jspecify.annotations.NullMarked;
