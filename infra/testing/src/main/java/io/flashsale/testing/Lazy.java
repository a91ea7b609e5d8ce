package io.flashsale.testing;

import org.jspecify.annotations.Nullable;

/** A value that is made when it is first asked for, and once. A failure to make it is reported again each time. */
final class Lazy<T> {

    @FunctionalInterface
    interface Maker<T> {
        T make() throws InterruptedException;
    }

    private final Maker<T> maker;
    private @Nullable T value;

    Lazy(Maker<T> maker) {
        this.maker = maker;
    }

    synchronized T get() {
        T made = value;
        if (made == null) {
            try {
                made = maker.make();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while middleware was starting", e);
            }
            value = made;
        }
        return made;
    }
}
