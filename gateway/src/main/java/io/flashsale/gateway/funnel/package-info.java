/** How far shoppers got in each campaign, counted by all gateways together. */
@NullMarked
package io.flashsale.gateway.funnel;

import org.jspecify.annotations.NullMarked;
