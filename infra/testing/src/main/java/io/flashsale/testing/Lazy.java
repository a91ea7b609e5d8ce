package io.flashsale.testing;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A value that is made when it is first asked for, and once. A failure to make it is reported again each time. */
final class Lazy<T> {

    @FunctionalInterface
    interface Maker<T> {
        T make() throws InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Lazy.class);

    private final Maker<T> maker;
    private @Nullable T value;

    Lazy(Maker<T> maker) {
        this.maker = maker;
    }

    /** Has it made in the background. Whoever asks for it meanwhile waits. */
    void begin() {
        Thread.ofVirtual().start(() -> {
            try {
                get();
            } catch (RuntimeException e) {
                LOG.debug("Whoever asks for it is told, too", e);
            }
        });
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
