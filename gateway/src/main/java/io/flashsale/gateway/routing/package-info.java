/** Where each route leads, and how long its service may take. */
@NullMarked
package io.flashsale.gateway.routing;

import org.jspecify.annotations.NullMarked;
