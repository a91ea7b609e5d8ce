package io.flashsale.payment.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The edge instance of Redis, for a lock among this service's instances. Nothing but reconciliation needs it. */
@Configuration(proxyBeanMethods = false)
class EdgeRedisConfiguration {

    @Bean(destroyMethod = "shutdown")
    RedissonClient redisson(EdgeRedisProperties properties) {
        Config config = new Config();
        config.setCodec(StringCodec.INSTANCE);
        // The service starts, and takes payments, without it.
        config.setLazyInitialization(true);
        config.setNettyThreads(2);
        config.setThreads(2);
        config.setPassword(properties.password());
        config.useSingleServer()
                .setAddress(properties.address())
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(2)
                .setSubscriptionConnectionMinimumIdleSize(0)
                .setSubscriptionConnectionPoolSize(1);
        return Redisson.create(config);
    }

    /**
     * Where it is.
     *
     * @param url {@code redis://[:password@]host:port}; {@code rediss} for TLS
     */
    @ConfigurationProperties("flashsale.edge-redis")
    record EdgeRedisProperties(
            @DefaultValue("redis://127.0.0.1:6391") URI url) {
        EdgeRedisProperties {
            if (url.getHost() == null || url.getPort() < 0) {
                throw new IllegalArgumentException(
                        "FLASHSALE_EDGE_REDIS_URL must look like redis://:password@host:port");
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
}
