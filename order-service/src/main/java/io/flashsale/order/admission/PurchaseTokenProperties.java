package io.flashsale.order.admission;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys that purchase tokens are verified with.
 *
 * @param keys {@code id:base64,id:base64,…}, the same as the gateway's; has no default
 * @param required whether an order needs a token; false only where nobody outside can reach this service
 */
@ConfigurationProperties("flashsale.purchase-token")
record PurchaseTokenProperties(
        @Nullable String keys, @DefaultValue("true") boolean required) {

    @Override
    public String toString() {
        return "PurchaseTokenProperties[required=" + required + "]";
    }
}
