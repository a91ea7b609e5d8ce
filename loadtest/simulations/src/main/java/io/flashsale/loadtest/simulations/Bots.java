package io.flashsale.loadtest.simulations;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Scripts, the same every time: many accounts on few devices and in few networks. */
final class Bots {

    /** What their names begin with, in histories, too. */
    static final String PREFIX = "bot-";

    private static final int ACCOUNTS_PER_DEVICE = 20;
    private static final int ACCOUNTS_PER_ADDRESS = 50;
    private static final int ADDRESSES = 250;

    private Bots() {}

    static List<Shopper> accounts(int count, long seed, List<String> skus) {
        return IntStream.range(0, count)
                .mapToObj(n -> new Shopper(
                        "%s%d-%05d".formatted(PREFIX, seed, n),
                        skus.get(n % skus.size()),
                        Shopper.Style.PLAIN,
                        Shopper.Payment.NEVER,
                        false,
                        false,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        0,
                        "device-of-bots-%d".formatted(n / ACCOUNTS_PER_DEVICE),
                        "203.0.113.%d".formatted(1 + n / ACCOUNTS_PER_ADDRESS % ADDRESSES)))
                .toList();
    }
}
