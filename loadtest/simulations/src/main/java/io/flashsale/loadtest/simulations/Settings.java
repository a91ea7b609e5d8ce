package io.flashsale.loadtest.simulations;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a run is told from outside.
 *
 * @param campaign  empty: the first campaign the target shows that has not ended
 * @param skus      empty: every item of the campaign
 * @param duration  how long after the buying moment patient shoppers keep trying
 * @param arrival   over which the crowd arrives; empty: as the simulation sees fit
 * @param bots      scripts that want to buy, too
 * @param loginTime over which the crowd logs in, before the buying moment
 * @param p99       within which 99 of 100 clicks have to be answered, or the run has failed
 * @param history   where the client history goes; empty: it is not kept
 */
record Settings(
        URI target,
        Optional<String> campaign,
        List<String> skus,
        int shoppers,
        long seed,
        Duration duration,
        Optional<Duration> arrival,
        int bots,
        Duration loginTime,
        Duration p99,
        Optional<Path> history) {

    private static final int LOGINS_PER_SECOND = 100;

    Settings {
        if (shoppers < 1 || shoppers > 1_000_000) {
            throw new IllegalArgumentException("flashsale.shoppers must be 1 to 1000000, not " + shoppers);
        }
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("flashsale.duration must be more than 0 seconds, not " + duration);
        }
        if (p99.toMillis() < 1) {
            throw new IllegalArgumentException("flashsale.p99 must be more than 0 seconds, not " + p99);
        }
        if (bots < 0 || bots > 1_000_000) {
            throw new IllegalArgumentException("flashsale.bots must be 0 to 1000000, not " + bots);
        }
        skus = List.copyOf(skus);
    }

    static Settings fromSystemProperties() {
        return from(System::getProperty);
    }

    static Settings from(Properties properties) {
        int shoppers = Integer.parseInt(properties.or("flashsale.shoppers", "2000"));
        String several = properties.or("flashsale.skus", properties.or("flashsale.sku", ""));
        return new Settings(
                URI.create(properties.or("flashsale.target", "http://127.0.0.1:8080")),
                properties.optional("flashsale.campaign"),
                Arrays.stream(several.split(",", -1))
                        .map(String::strip)
                        .filter(sku -> !sku.isEmpty())
                        .toList(),
                shoppers,
                Long.parseLong(properties.or("flashsale.seed", "1")),
                seconds(properties.or("flashsale.duration", "45")),
                properties.optional("flashsale.arrival").map(Settings::seconds),
                Integer.parseInt(properties.or("flashsale.bots", Integer.toString(shoppers))),
                properties
                        .optional("flashsale.login-time")
                        .map(Settings::seconds)
                        .orElse(Duration.ofSeconds(Math.max(3, shoppers / LOGINS_PER_SECOND))),
                seconds(properties.or("flashsale.p99", "10")),
                properties.optional("flashsale.history").map(Path::of));
    }

    /** Accepts {@code 45}, {@code 45s} and ISO-8601 ({@code PT45S}). */
    private static Duration seconds(String text) {
        UnaryOperator<String> bare = t -> t.endsWith("s") ? t.substring(0, t.length() - 1) : t;
        return text.startsWith("P") ? Duration.parse(text) : Duration.ofSeconds(Long.parseLong(bare.apply(text)));
    }

    /** Where settings are looked up by name. */
    @FunctionalInterface
    interface Properties {
        @Nullable String get(String name);

        default Optional<String> optional(String name) {
            return Optional.ofNullable(get(name)).map(String::strip).filter(value -> !value.isEmpty());
        }

        default String or(String name, String otherwise) {
            return optional(name).orElse(otherwise);
        }
    }
}
