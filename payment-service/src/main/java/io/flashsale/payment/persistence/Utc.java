package io.flashsale.payment.persistence;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** DATETIME columns hold UTC. */
final class Utc {

    private Utc() {}

    static LocalDateTime column(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    static Instant instant(LocalDateTime column) {
        return column.toInstant(ZoneOffset.UTC);
    }

    static @Nullable Instant instantOrNull(@Nullable LocalDateTime column) {
        return column == null ? null : instant(column);
    }
}
