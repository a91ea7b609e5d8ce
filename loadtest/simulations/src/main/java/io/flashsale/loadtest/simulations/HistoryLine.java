package io.flashsale.loadtest.simulations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one call told one shopper.
 *
 * @param at            when the answer (or its absence) was known
 * @param outcome       {@code unknown} when nothing definite was said: time-out, broken connection, 5xx
 * @param code          the problem's code, on a refusal
 * @param latencyMicros from the intended start where there is one, else from sending
 * @param lateMicros    by how much the generator missed the intended start; null: there was none, the call
 *                      followed another answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HistoryLine(
        String at,
        String buyer,
        Operation op,
        String key,
        Outcome outcome,
        @Nullable Integer status,
        @Nullable String code,
        @Nullable String orderId,
        @Nullable String campaign,
        @Nullable String sku,
        @Nullable Integer quantity,
        long latencyMicros,
        @Nullable Long lateMicros) {

    enum Operation {
        BUY,
        TOP_UP,
        PAY,
        CASHIER,
        REFUND;

        @JsonValue
        String inFile() {
            return name().toLowerCase(Locale.ROOT).replace("_", "");
        }
    }

    enum Outcome {
        OK,
        REFUSED,
        UNKNOWN;

        static Outcome of(@Nullable Integer status) {
            if (status == null || status >= 500) {
                return UNKNOWN;
            }
            return status < 400 ? OK : REFUSED;
        }

        @JsonValue
        String inFile() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
