/** Orders, their history, tombstones, owed refunds and worker leases in MySQL. */
@NullMarked
package io.flashsale.order.persistence;

import org.jspecify.annotations.NullMarked;
