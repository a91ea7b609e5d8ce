package io.flashsale.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the platform's own processes share.
 *
 * @param secret base64 of at least 32 bytes, the key of internal identity tokens; it has no default, and a process does
 *     not start without it
 */
@ConfigurationProperties("flashsale.internal")
record InternalProperties(@Nullable String secret) {

    String requiredSecret() {
        if (secret == null || secret.isBlank()) {
            throw new IllegalStateException(
                    "Set FLASHSALE_INTERNAL_SECRET: base64 of at least 32 random bytes, the same"
                            + " for the gateway and every service.");
        }
        return secret;
    }
}
