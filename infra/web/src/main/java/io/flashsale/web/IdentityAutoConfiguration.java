package io.flashsale.web;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Internal identity, for the gateway and the services alike. */
@AutoConfiguration
@EnableConfigurationProperties(InternalProperties.class)
class IdentityAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    InternalTokens internalTokens(InternalProperties properties, Clock clock) {
        return new InternalTokens(InternalTokens.key(properties.requiredSecret()), clock);
    }
}
