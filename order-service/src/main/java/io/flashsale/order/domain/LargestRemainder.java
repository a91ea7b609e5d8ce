package io.flashsale.order.domain;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Splits an amount by weights to the last minor unit: everybody gets the rounded-down share, and what is left goes, one
 * each, to those whose share lost most by the rounding; ties go to the first.
 */
final class LargestRemainder {

    private LargestRemainder() {}

    /**
     * The shares, in the order of the weights. Their sum is the amount; none exceeds its weight if the amount does not
     * exceed the sum of the weights.
     *
     * @param amount not negative
     * @param weights none negative; if all are 0, so must the amount be
     */
    static long[] split(long amount, long[] weights) {
        BigInteger sum = Arrays.stream(weights).mapToObj(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        if (amount < 0 || Arrays.stream(weights).anyMatch(weight -> weight < 0) || (sum.signum() == 0 && amount > 0)) {
            throw new IllegalArgumentException("cannot split " + amount + " by " + Arrays.toString(weights));
        }
        long[] shares = new long[weights.length];
        if (amount == 0) {
            return shares;
        }
        BigInteger[] remainders = new BigInteger[weights.length];
        long left = amount;
        for (int i = 0; i < weights.length; i++) {
            BigInteger[] parts = BigInteger.valueOf(amount)
                    .multiply(BigInteger.valueOf(weights[i]))
                    .divideAndRemainder(sum);
            shares[i] = parts[0].longValueExact();
            remainders[i] = parts[1];
            left -= shares[i];
        }
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
                .limit(left)
                .forEach(i -> shares[i]++);
        return shares;
    }
}
