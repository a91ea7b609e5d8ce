@NullMarked
package io.flashsale.launcher;

import org.jspecify.annotations.NullMarked;
