package io.flashsale.loadtest.benchmark.baseline;

import java.net.URI;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Clients, with the pool sizes of the services. */
@Configuration(proxyBeanMethods = false)
class BaselineConfiguration {

    @Bean(destroyMethod = "shutdown")
    RedissonClient redisson(@Value("${flashsale.redis.url}") URI url) {
        Config config = new Config();
        config.setCodec(StringCodec.INSTANCE);
        config.setNettyThreads(4);
        config.setThreads(4);
        config.setPassword(url.getUserInfo().substring(url.getUserInfo().indexOf(':') + 1));
        config.useSingleServer()
                .setAddress("redis://" + url.getHost() + ":" + url.getPort())
                .setConnectionMinimumIdleSize(2)
                .setConnectionPoolSize(64);
        return Redisson.create(config);
    }
}
