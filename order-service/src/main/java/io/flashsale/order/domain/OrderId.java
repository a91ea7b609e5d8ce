package io.flashsale.order.domain;

/**
 * Identity of an order: a positive, time-sorted 64-bit number. On the wire it is a decimal string, because JavaScript
 * rounds numbers above 2^53.
 */
public record OrderId(long value) implements Comparable<OrderId> {

    public OrderId {
        if (value <= 0) {
            throw new IllegalArgumentException("an order id is positive: " + value);
        }
    }

    /**
     * Reads the wire form.
     *
     * @throws IllegalArgumentException when the text is not a positive decimal number of at most 19 digits
     */
    public static OrderId parse(String text) {
        if (text.isEmpty() || text.length() > 19 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("not an order id");
        }
        return new OrderId(Long.parseLong(text));
    }

    @Override
    public int compareTo(OrderId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
