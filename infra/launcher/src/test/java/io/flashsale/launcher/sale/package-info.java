@NullMarked
package io.flashsale.launcher.sale;

import org.jspecify.annotations.NullMarked;
