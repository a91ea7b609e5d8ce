package io.flashsale.payment.client;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the peers of a checkout are. */
@ConfigurationProperties("flashsale.peers")
record PeerProperties(
        @DefaultValue("http://127.0.0.1:8081") URI inventoryUrl,
        @DefaultValue("http://127.0.0.1:8082") URI orderUrl,
        @DefaultValue("http://127.0.0.1:8084") URI rewardUrl) {}
