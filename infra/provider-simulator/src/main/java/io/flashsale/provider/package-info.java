/** A payment provider in the shape of Alipay's open platform, keeping books of its own. */
@NullMarked
package io.flashsale.provider;

import org.jspecify.annotations.NullMarked;
