package io.flashsale.jobs;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the edge instance of Redis is, which keeps the locks of the jobs.
 *
 * @param url {@code redis://[:password@]host:port}; {@code rediss} for TLS
 */
@ConfigurationProperties("flashsale.edge-redis")
record EdgeRedisProperties(
        @DefaultValue("redis://127.0.0.1:6391") URI url) {

    EdgeRedisProperties {
        if (url.getHost() == null || url.getPort() < 0) {
            throw new IllegalArgumentException("FLASHSALE_EDGE_REDIS_URL must look like redis://:password@host:port");
        }
    }

    String address() {
        return url.getScheme() + "://" + url.getHost() + ":" + url.getPort();
    }

    @Nullable String password() {
        String user = url.getUserInfo();
        return user == null ? null : user.substring(user.indexOf(':') + 1);
    }
}
