/** Seata on Spring Boot 4: the transaction id travels with calls to peers, and its client tables are migrated. */
@NullMarked
package io.flashsale.transactions;

import org.jspecify.annotations.NullMarked;
