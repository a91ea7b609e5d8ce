/** Real middleware, running peers and architecture rules for the tests of every service. */
@NullMarked
package io.flashsale.testing;

import org.jspecify.annotations.NullMarked;
