package io.flashsale.loadtest.benchmark.scale;

import java.util.List;
import java.util.Locale;

/**
 * A point of a scale curve.
 *
 * @param axis what there is more and more of
 * @param size how many of it
 */
record Arm(Axis axis, int size) {

    /** What there can be more of. */
    enum Axis {
        INSTANCES("order-services, one item", 1, 2),
        ITEMS("items, bought in turns", 1, 10, 100, 1_000),
        BUYERS("buyers the gate knows", 1_000, 10_000, 100_000, 1_000_000);

        private final String description;

        @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
        private final List<Integer> sizes;

        Axis(String description, Integer... sizes) {
            this.description = description;
            this.sizes = List.of(sizes);
        }

        String description() {
            return description;
        }

        List<Arm> arms() {
            return sizes.stream().map(size -> new Arm(this, size)).toList();
        }
    }

    boolean isHttp() {
        return axis != Axis.BUYERS;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %,d", axis, size);
    }
}
