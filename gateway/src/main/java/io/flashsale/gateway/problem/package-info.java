/** How the gateway says no: problem documents, counted by reason. */
@NullMarked
package io.flashsale.gateway.problem;

import org.jspecify.annotations.NullMarked;
