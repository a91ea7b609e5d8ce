package io.flashsale.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the library into a service that has a database. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
        })
@EnableScheduling
@EnableConfigurationProperties({EdgeRedisProperties.class, RetentionProperties.class})
class JobsAutoConfiguration {

    /** Made by the first job: a service starts, and serves, without it. */
    @Bean(destroyMethod = "shutdown")
    @Lazy
    @ConditionalOnMissingBean
    RedissonClient edgeRedis(EdgeRedisProperties properties) {
        Config config = new Config();
        config.setCodec(StringCodec.INSTANCE);
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

    @Bean
    SoleRunner soleRunner(ObjectProvider<RedissonClient> redis, Environment environment) {
        return new SoleRunner(redis::getObject, environment.getRequiredProperty("spring.application.name"));
    }

    @Bean
    TakeOldRows takeOldRows(
            ObjectProvider<OldRows> all,
            RetentionProperties properties,
            SoleRunner soleRunner,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            ObjectProvider<MeterRegistry> meters) {
        return new TakeOldRows(
                all.orderedStream().toList(),
                properties,
                soleRunner,
                jdbc,
                new TransactionTemplate(transactions),
                meters.getIfAvailable(() -> Metrics.globalRegistry));
    }
}
