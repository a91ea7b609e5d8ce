package io.flashsale.gateway.sale;

import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the gateway follows the sale.
 *
 * @param newsUrl inventory-service's news of the campaigns
 * @param retryInterval pause after a question it did not answer
 * @param rememberedKeys how many forwarded attempts are remembered, about 200 bytes each
 * @param rememberedFor how long after its last use an attempt is remembered
 */
@Validated
@ConfigurationProperties("flashsale.gateway.sale")
record SaleProperties(
        URI newsUrl,
        @DefaultValue("200ms") Duration retryInterval,
        @DefaultValue("200000") @Positive long rememberedKeys,
        @DefaultValue("1h") Duration rememberedFor) {}
