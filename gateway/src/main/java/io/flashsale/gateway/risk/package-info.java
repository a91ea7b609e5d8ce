/** Who behaves like a script, why it looks so, and what follows. */
@NullMarked
package io.flashsale.gateway.risk;

import org.jspecify.annotations.NullMarked;
