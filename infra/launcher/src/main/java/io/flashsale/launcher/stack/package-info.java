/** The stack on this machine: what belongs to it, how it is started, found and stopped. */
@NullMarked
package io.flashsale.launcher.stack;

import org.jspecify.annotations.NullMarked;
