package io.flashsale.gateway.entry;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a request may bring.
 *
 * @param bodyBytes most bytes of a body; an order needs about 100
 * @param adminBodyBytes the same for what operators send
 * @param headTimeout how long its first line and headers may take, from their first byte on
 * @param bodyTimeout how long a body may take to arrive
 * @param trustedProxies addresses and networks whose X-Forwarded-For is believed; none by default
 */
@Validated
@ConfigurationProperties("flashsale.gateway.entry")
record EntryProperties(
        @DefaultValue("4096") @Min(1) @Max(1_048_576) int bodyBytes,
        @DefaultValue("65536") @Min(1) @Max(1_048_576) int adminBodyBytes,
        @DefaultValue("5s") Duration headTimeout,
        @DefaultValue("5s") Duration bodyTimeout,
        @DefaultValue List<String> trustedProxies) {}
