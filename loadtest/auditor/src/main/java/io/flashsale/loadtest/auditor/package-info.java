/** Compares what the real stores hold, and what clients were told, with the platform's invariants. */
@NullMarked
package io.flashsale.loadtest.auditor;

import org.jspecify.annotations.NullMarked;
