/** The only door of the platform: who is calling, how often, and where to. */
@NullMarked
package io.flashsale.gateway;

import org.jspecify.annotations.NullMarked;
