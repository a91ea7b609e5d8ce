/** The books, in SQL. */
@NullMarked
package io.flashsale.payment.persistence;

import org.jspecify.annotations.NullMarked;
