/** Sales run against the local stack: what a run needs to know of the stack, and how it is told to a person. */
@NullMarked
package io.flashsale.launcher.sale;

import org.jspecify.annotations.NullMarked;
