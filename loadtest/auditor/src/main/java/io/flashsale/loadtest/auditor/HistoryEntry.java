package io.flashsale.loadtest.auditor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one call told one client.
 *
 * @param at            when the answer was known
 * @param op            {@code buy}, {@code pay}, {@code refund}, …
 * @param outcome       {@code ok}, {@code refused} or {@code unknown}; the last says nothing about what happened
 * @param latencyMicros from the intended start, where there was one
 * @param lateMicros    by how much the client missed the intended start; null: there was none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HistoryEntry(
        Instant at,
        String buyer,
        String op,
        String key,
        String outcome,
        @Nullable Integer status,
        @Nullable String code,
        @Nullable String orderId,
        @Nullable String campaign,
        @Nullable String sku,
        @Nullable Integer quantity,
        long latencyMicros,
        @Nullable Long lateMicros) {

    boolean isBuy() {
        return op.equals("buy");
    }

    boolean isOk() {
        return outcome.equals("ok");
    }

    boolean isRefused() {
        return outcome.equals("refused");
    }

    Instant startedAt() {
        return at.minus(Duration.of(latencyMicros, ChronoUnit.MICROS));
    }
}
