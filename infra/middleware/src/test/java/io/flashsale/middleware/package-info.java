@NullMarked
package io.flashsale.middleware;

import org.jspecify.annotations.NullMarked;
