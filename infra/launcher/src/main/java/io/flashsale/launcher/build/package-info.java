/** Decides what has to be built again, and builds it. */
@NullMarked
package io.flashsale.launcher.build;

import org.jspecify.annotations.NullMarked;
