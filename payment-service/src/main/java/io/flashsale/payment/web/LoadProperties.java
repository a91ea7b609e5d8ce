package io.flashsale.payment.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much work this instance takes on.
 *
 * @param requestsPerProcessor shoppers' and provider's requests at once, for each processor; at least 1
 * @param patience             how long one more waits for its turn before it is told to come again
 */
@ConfigurationProperties("flashsale.payment.load")
record LoadProperties(
        @DefaultValue("8") int requestsPerProcessor,
        @DefaultValue("1s") Duration patience) {

    LoadProperties {
        if (requestsPerProcessor < 1) {
            throw new IllegalArgumentException("flashsale.payment.load.requests-per-processor must be at least 1");
        }
    }

    int requestsAtOnce() {
        return requestsPerProcessor * Runtime.getRuntime().availableProcessors();
    }
}
