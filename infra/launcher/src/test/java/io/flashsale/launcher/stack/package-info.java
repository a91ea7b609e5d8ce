@NullMarked
package io.flashsale.launcher.stack;

import org.jspecify.annotations.NullMarked;
