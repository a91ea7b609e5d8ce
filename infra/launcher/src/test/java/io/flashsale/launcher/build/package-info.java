@NullMarked
package io.flashsale.launcher.build;

import org.jspecify.annotations.NullMarked;
