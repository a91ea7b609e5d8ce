package io.flashsale.loadtest.benchmark.sale;

import io.flashsale.loadtest.benchmark.load.HttpPurchase;
import io.flashsale.web.BoundTokens;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * Purchase tokens for as many orders as a machine can send. They are made here, with the platform's own key: what is
 * measured is buying, not the way to a token.
 */
public final class PurchasePermits implements HttpPurchase.Permits {

    private static final Duration LIFE = Duration.ofSeconds(45);

    private final BoundTokens tokens;
    private final String campaign;
    private final String sku;
    private final Clock clock;
    private final String noncePrefix = UUID.randomUUID().toString().substring(0, 18);
    private long serial;

    /** For orders of one item. */
    public PurchasePermits(String keys, String campaign, String sku, Clock clock) {
        this.tokens = BoundTokens.of(keys);
        this.campaign = campaign;
        this.sku = sku;
        this.clock = clock;
    }

    @Override
    public byte[] headersFor(int buyer) {
        String device = "bench-device-" + buyer;
        String token = tokens.issue(
                Buyers.name(buyer),
                noncePrefix + "-" + ++serial,
                clock.instant().plus(LIFE),
                campaign,
                sku,
                device);
        String headers = "\r\nPurchase-Token: " + token + "\r\nDevice-Id: " + device + "\r\nX-Forwarded-For: 10."
                + (9 + (buyer >> 16)) + "." + ((buyer >> 8) & 255) + "." + (buyer & 255);
        return headers.getBytes(StandardCharsets.US_ASCII);
    }
}
