/** Runs one whole sale through the gateway, from creating the campaign to the verdict. */
@NullMarked
package io.flashsale.loadtest.sale;

import org.jspecify.annotations.NullMarked;
