package io.flashsale.gateway.identity;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/** What access tokens are verified by. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    @Bean
    ReactiveJwtDecoder accessTokenDecoder(IdentityProperties properties, Clock clock) {
        return AccessTokens.decoder(properties, clock);
    }
}
