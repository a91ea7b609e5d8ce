package io.flashsale.loadtest.auditor;

import java.net.URI;

/**
 * Where the truth is kept. Reading is all the auditor does, so read-only users are enough.
 *
 * @param stock    the Redis of the stock gate, {@code redis://:password@host:port}
 * @param edge     the Redis of the gateway
 * @param provider base address of the payment provider, whose books are at {@code /books}
 */
public record Stores(
        Database inventory,
        Database orders,
        Database payment,
        Database reward,
        Database seata,
        URI stock,
        URI edge,
        URI provider) {

    /** A database and who reads it. */
    public record Database(String jdbcUrl, String user, String password) {
        @Override
        public String toString() {
            return user + " at " + jdbcUrl;
        }
    }
}
