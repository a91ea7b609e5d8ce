@NullMarked
package io.flashsale.messaging;

import org.jspecify.annotations.NullMarked;
