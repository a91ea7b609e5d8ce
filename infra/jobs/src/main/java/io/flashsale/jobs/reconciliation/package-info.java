/** Books that are compared day by day: who may write what was found, what became of it, and the desk operators see it at. */
@NullMarked
package io.flashsale.jobs.reconciliation;

import org.jspecify.annotations.NullMarked;
