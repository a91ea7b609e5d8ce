package io.flashsale.gateway.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The edge Redis.
 *
 * @param url {@code redis://:password@host:port}
 * @param patience how long a command may take before the gateway goes on without its answer
 */
@Validated
@ConfigurationProperties("flashsale.gateway.store")
record StoreProperties(
        @DefaultValue("redis://127.0.0.1:6379") String url,
        @DefaultValue("100ms") Duration patience) {

    @Override
    public String toString() {
        return "StoreProperties[patience=" + patience + "]";
    }
}
