/** The platform under test, and every way to break and mend it. */
@NullMarked
package io.flashsale.loadtest.chaos.platform;

import org.jspecify.annotations.NullMarked;
