@NullMarked
package io.flashsale.launcher.command;

import org.jspecify.annotations.NullMarked;
