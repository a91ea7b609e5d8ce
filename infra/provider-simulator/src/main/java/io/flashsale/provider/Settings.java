package io.flashsale.provider;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How the simulator runs.
 *
 * @param port 0 for any free port
 * @param publicUrl where a buyer's browser finds the cashier; empty for http://address:port
 * @param firstRetry the pause before a notification is sent again; doubles up to five minutes
 */
record Settings(
        String address,
        int port,
        String publicUrl,
        Path books,
        String appId,
        String privateKey,
        String merchantPublicKey,
        Duration firstRetry) {

    static final String DEFAULT_APP_ID = "2026000100000001";

    /** The one merchant's account. */
    static final String SELLER_ID = "2088000000000001";

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException naming the variable that is missing or wrong
     */
    static Settings from(Map<String, String> environment) {
        return new Settings(
                environment.getOrDefault("FLASHSALE_PROVIDER_ADDRESS", "127.0.0.1"),
                Integer.parseInt(environment.getOrDefault("FLASHSALE_PROVIDER_PORT", "8090")),
                environment.getOrDefault("FLASHSALE_PROVIDER_URL", ""),
                Path.of(environment.getOrDefault("FLASHSALE_PROVIDER_BOOKS", "provider-books.jsonl")),
                environment.getOrDefault("FLASHSALE_PROVIDER_APP_ID", DEFAULT_APP_ID),
                required(environment, "FLASHSALE_PROVIDER_PRIVATE_KEY"),
                required(environment, "FLASHSALE_PROVIDER_MERCHANT_PUBLIC_KEY"),
                Duration.ofMillis(Long.parseLong(environment.getOrDefault("FLASHSALE_PROVIDER_RETRY_MILLIS", "1000"))));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    "The environment variable " + name + " is missing: an RSA key, DER in Base64.");
        }
        return value;
    }
}
