/** The HTTP face. */
@NullMarked
package io.flashsale.payment.web;

import org.jspecify.annotations.NullMarked;
