/** What is deployed and watched is checked as far as that goes without a cluster. */
@NullMarked
package io.flashsale.deployment;

import org.jspecify.annotations.NullMarked;
