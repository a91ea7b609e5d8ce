package io.flashsale.loadtest.simulations;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A crowd that is the same every time for the same seed.
 *
 * @param rush        everybody has clicked by then, most of them at once
 * @param longestThought how long a winner takes at most before paying; half a second at least
 */
record Crowd(Mix mix, Duration rush, Duration longestThought) {

    /**
     * Shares of the crowd in per cent.
     *
     * @param early    come before the sale opens
     * @param twoKeys  click twice at once, with two keys
     * @param sameKey  send one request twice at once, with one key
     * @param patient  come back when told sold out
     * @param provider of those who win, pay at the provider
     * @param never    of those who win, do not pay
     * @param refunds  of those who paid, want their money back
     */
    record Mix(int early, int twoKeys, int sameKey, int patient, int provider, int never, int refunds) {
        Mix {
            for (int share : new int[] {early, twoKeys, sameKey, patient, provider, never, refunds}) {
                if (share < 0 || share > 100) {
                    throw new IllegalArgumentException("a share is 0 to 100 per cent, not " + share);
                }
            }
            if (early + twoKeys + sameKey > 100 || provider + never > 100) {
                throw new IllegalArgumentException("shares of one choice add up to more than 100 per cent");
            }
        }
    }

    List<Shopper> shoppers(int count, long seed, List<String> skus) {
        return IntStream.range(0, count).mapToObj(n -> shopper(n, seed, skus)).toList();
    }

    private Shopper shopper(int n, long seed, List<String> skus) {
        SplittableRandom dice = new SplittableRandom(seed * 1_000_003 + n);
        return new Shopper(
                "shopper-%d-%05d".formatted(seed, n),
                skus.get(n % skus.size()),
                style(dice.nextInt(100)),
                payment(dice.nextInt(100)),
                dice.nextInt(100) < mix.refunds(),
                dice.nextInt(100) < mix.patient(),
                // Squared: most of a crowd comes in the first moments.
                fraction(rush, Math.pow(dice.nextDouble(), 2)),
                Duration.ofMillis(dice.nextInt(200, 2_000)),
                Duration.ofMillis(dice.nextLong(500, longestThought.toMillis() + 1)),
                Duration.ofMillis(dice.nextInt(4_000, 10_000)));
    }

    private Shopper.Style style(int percent) {
        if (percent < mix.early()) {
            return Shopper.Style.EARLY;
        }
        if (percent < mix.early() + mix.twoKeys()) {
            return Shopper.Style.TWO_KEYS;
        }
        return percent < mix.early() + mix.twoKeys() + mix.sameKey() ? Shopper.Style.SAME_KEY : Shopper.Style.PLAIN;
    }

    private Shopper.Payment payment(int percent) {
        if (percent < mix.provider()) {
            return Shopper.Payment.PROVIDER;
        }
        return percent < mix.provider() + mix.never() ? Shopper.Payment.NEVER : Shopper.Payment.WALLET;
    }

    private static Duration fraction(Duration whole, double part) {
        return Duration.ofNanos((long) (whole.toNanos() * part));
    }
}
