package io.flashsale.loadtest.benchmark.load;

import java.util.Arrays;

/** A growing list of order ids without an object for each. */
public final class Ids {

    private long[] values = new long[1 << 16];
    private int size;

    public void add(long id) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = id;
    }

    public void addAll(Ids others) {
        for (int i = 0; i < others.size; i++) {
            add(others.values[i]);
        }
    }

    public int size() {
        return size;
    }

    /** The ids that were added last, at most so many. */
    public long[] last(int most) {
        return Arrays.copyOfRange(values, Math.max(0, size - most), size);
    }

    /** All ids in ascending order. */
    public long[] sorted() {
        long[] copy = Arrays.copyOf(values, size);
        Arrays.sort(copy);
        return copy;
    }
}
