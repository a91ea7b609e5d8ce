/** What a paid order earns its buyer, and what a refund takes back. */
@NullMarked
package io.flashsale.reward;

import org.jspecify.annotations.NullMarked;
