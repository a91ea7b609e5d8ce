package io.flashsale.loadtest.simulations;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A crowd that is the same every time for the same seed.
 *
 * @param arrival     how they spread over that time
 * @param rush        everybody has clicked by then
 * @param longestThought how long a winner takes at most before paying; half a second at least
 */
record Crowd(Mix mix, Arrival arrival, Duration rush, Duration longestThought) {

    private static final int MOST_INSISTED = 5;

    /** How a crowd arrives. */
    enum Arrival {
        /** Most in the first moments. */
        AT_ONCE(2),
        /** As many in every second. */
        EVENLY(1),
        /** More in every second than in the one before, from none: twice the average in the last. */
        RISING(0.5);

        private final double exponent;

        Arrival(double exponent) {
            this.exponent = exponent;
        }

        /** When somebody comes, as a share of the whole time; chance is evenly distributed from 0 to 1. */
        double share(double chance) {
            return Math.pow(chance, exponent);
        }
    }

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
     * @param insistent click again and again when told sold out
     */
    record Mix(int early, int twoKeys, int sameKey, int patient, int provider, int never, int refunds, int insistent) {
        Mix {
            for (int share : new int[] {early, twoKeys, sameKey, patient, provider, never, refunds, insistent}) {
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
        String buyer = "shopper-%d-%05d".formatted(seed, n);
        return new Shopper(
                buyer,
                skus.get(n % skus.size()),
                style(dice.nextInt(100)),
                payment(dice.nextInt(100)),
                dice.nextInt(100) < mix.refunds(),
                dice.nextInt(100) < mix.patient(),
                fraction(rush, arrival.share(dice.nextDouble())),
                Duration.ofMillis(dice.nextInt(200, 2_000)),
                Duration.ofMillis(dice.nextLong(500, longestThought.toMillis() + 1)),
                Duration.ofMillis(dice.nextInt(4_000, 10_000)),
                dice.nextInt(100) < mix.insistent() ? MOST_INSISTED : 0,
                "device-of-" + buyer,
                address(buyer));
    }

    private static String address(String buyer) {
        int hash = buyer.hashCode() * 0x9E3779B9;
        return "10." + (hash >>> 24) + "." + (hash >>> 16 & 255) + "." + (hash >>> 8 & 255);
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
