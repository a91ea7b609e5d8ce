/** The audit log of a service: who did what, when, from where. Append-only and chained by hashes. */
@NullMarked
package io.flashsale.audit;

import org.jspecify.annotations.NullMarked;
