package io.flashsale.gateway.routing;

import io.flashsale.gateway.chain.EdgeRoute.Owner;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Base addresses of the services. */
@ConfigurationProperties("flashsale.gateway.services")
record ServiceAddresses(URI inventory, URI order, URI payment, URI reward) {

    /**
     * The address of a service.
     *
     * @throws IllegalArgumentException for the gateway itself
     */
    URI of(Owner owner) {
        return switch (owner) {
            case INVENTORY -> inventory;
            case ORDER -> order;
            case PAYMENT -> payment;
            case REWARD -> reward;
            case GATEWAY -> throw new IllegalArgumentException("The gateway is no service behind itself");
        };
    }
}
