package io.flashsale.loadtest.benchmark.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The text of {@code reserve_one.lua}. */
public final class ReserveOne {

    private ReserveOne() {}

    public static String text() {
        try (InputStream in = ReserveOne.class.getResourceAsStream("/lua/reserve_one.lua")) {
            if (in == null) {
                throw new IllegalStateException("reserve_one.lua is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
