package io.flashsale.payment.provider.alipay;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Our account at the provider.
 *
 * @param url the provider's address, without {@code /gateway.do}
 * @param appId who we are there
 * @param sellerId whose money it is there; notifications about somebody else's are not believed
 * @param merchantPrivateKey signs what we ask; no default
 * @param publicKey verifies what the provider says; no default. While the provider changes its key: both, with a
 *     comma between
 * @param notifyUrl where the provider reports payments; must be reachable for it
 * @param notifyTolerance how old, or how far ahead, a notification may be; wide enough for clocks, far too narrow for
 *     a recording
 */
@ConfigurationProperties("flashsale.provider")
record AlipayProperties(
        @DefaultValue("http://127.0.0.1:8090") URI url,
        @DefaultValue("2026000100000001") String appId,
        @DefaultValue("2088000000000001") String sellerId,
        @DefaultValue("") String merchantPrivateKey,
        @DefaultValue("") String publicKey,

        @DefaultValue("http://127.0.0.1:8080/api/provider/notifications")
        URI notifyUrl,

        @DefaultValue("5m") Duration notifyTolerance) {}
