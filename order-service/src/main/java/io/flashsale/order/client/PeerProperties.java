package io.flashsale.order.client;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the peers are.
 *
 * @param decisionTimeout how long one question to the stock gate may take; a shopper's three seconds hold two of them
 */
@ConfigurationProperties("flashsale.peers")
record PeerProperties(
        @DefaultValue("http://127.0.0.1:8081") URI inventory,
        @DefaultValue("http://127.0.0.1:8083") URI payment,
        @DefaultValue("http://127.0.0.1:8084") URI reward,
        @DefaultValue("1200ms") Duration decisionTimeout) {}
