/** A sale as operators watch it: the campaign, and what gateway and services count. */
@NullMarked
package io.flashsale.gateway.live;

import org.jspecify.annotations.NullMarked;
