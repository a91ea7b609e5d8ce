/** Pages whose figures are made by programs. */
@NullMarked
package io.flashsale.loadtest.page;

import org.jspecify.annotations.NullMarked;
