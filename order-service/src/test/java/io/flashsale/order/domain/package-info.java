@NullMarked
package io.flashsale.order.domain;

import org.jspecify.annotations.NullMarked;
