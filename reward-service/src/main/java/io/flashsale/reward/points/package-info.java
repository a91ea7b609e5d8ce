/** Points as double entry: what orders earn, what refunds take back, what checkouts freeze, what runs out. */
@NullMarked
package io.flashsale.reward.points;

import org.jspecify.annotations.NullMarked;
