@NullMarked
package io.flashsale.testing;

import org.jspecify.annotations.NullMarked;
