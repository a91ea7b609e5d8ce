@NullMarked
package io.flashsale.order;

import org.jspecify.annotations.NullMarked;
