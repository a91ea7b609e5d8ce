/** What a paid order earns its buyer, what that pays for, and what a refund takes back. */
@NullMarked
package io.flashsale.reward;

import org.jspecify.annotations.NullMarked;
