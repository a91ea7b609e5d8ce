package io.flashsale.inventory.config;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the stock instance of Redis is.
 *
 * @param url {@code redis://[:password@]host:port}; {@code rediss} for TLS
 * @param cluster whether it is a node of a cluster, which knows the others
 */
@ConfigurationProperties("flashsale.redis")
record RedisProperties(
        @DefaultValue("redis://127.0.0.1:6390") URI url,
        @DefaultValue("false") boolean cluster) {
    RedisProperties {
        if (url.getHost() == null || url.getPort() < 0) {
            throw new IllegalArgumentException("FLASHSALE_REDIS_URL must look like redis://:password@host:port");
        }
    }
}
