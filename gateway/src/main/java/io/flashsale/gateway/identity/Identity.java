package io.flashsale.gateway.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a verified access token says. A token from outside can name these two roles; any other is ignored, above all
 * SERVICE.
 */
record Identity(String subject, boolean shopper, boolean operator, Instant expiresAt) {

    private static final String ATTRIBUTE = Identity.class.getName();

    static @Nullable Identity of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    static void of(ServerWebExchange exchange, Identity identity) {
        exchange.getAttributes().put(ATTRIBUTE, identity);
    }
}
