/** The pages as people use them. */
@NullMarked
package io.flashsale.loadtest.browser;

import org.jspecify.annotations.NullMarked;
