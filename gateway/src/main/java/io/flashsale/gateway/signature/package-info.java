/** Orders signed by the client itself, where a campaign asks for it. */
@NullMarked
package io.flashsale.gateway.signature;

import org.jspecify.annotations.NullMarked;
