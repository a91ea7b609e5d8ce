/** Properties and wiring. */
@NullMarked
package io.flashsale.payment.config;

import org.jspecify.annotations.NullMarked;
