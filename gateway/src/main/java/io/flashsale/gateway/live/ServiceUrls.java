package io.flashsale.gateway.live;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where the services are, for looking at them. */
@ConfigurationProperties("flashsale.gateway.services")
record ServiceUrls(URI inventory, URI order, URI payment, URI reward) {

    Map<String, URI> byName() {
        return Map.of(
                "inventory-service", inventory,
                "order-service", order,
                "payment-service", payment,
                "reward-service", reward);
    }
}
