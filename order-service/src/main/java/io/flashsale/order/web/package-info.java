/** The HTTP face of the service. */
@NullMarked
package io.flashsale.order.web;

import org.jspecify.annotations.NullMarked;
