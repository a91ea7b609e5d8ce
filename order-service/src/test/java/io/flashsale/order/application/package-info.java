@NullMarked
package io.flashsale.order.application;

import org.jspecify.annotations.NullMarked;
