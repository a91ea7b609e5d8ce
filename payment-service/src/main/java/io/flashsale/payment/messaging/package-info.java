/** What other services are told. */
@NullMarked
package io.flashsale.payment.messaging;

import org.jspecify.annotations.NullMarked;
