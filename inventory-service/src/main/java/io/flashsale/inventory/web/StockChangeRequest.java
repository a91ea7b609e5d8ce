package io.flashsale.inventory.web;

import io.flashsale.inventory.application.ChangeStock;
import io.flashsale.inventory.domain.StockChange;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Units an operator wants to put on sale or to take off. */
record StockChangeRequest(
        @Nullable String kind,
        @Nullable Integer units,
        @Nullable String reason) {
    private static final int MOST_UNITS = 10_000_000;

    ChangeStock.Request checked(String key, String operator) {
        Fields fields = new Fields();
        fields.id(key, 64, "Idempotency-Key");
        fields.check(
                Arrays.stream(StockChange.Kind.values())
                        .anyMatch(known -> known.name().equals(kind)),
                "kind",
                "must be APPEND or WITHDRAW");
        fields.number(units, 1, MOST_UNITS, "units");
        fields.text(reason, 200, "reason");
        fields.refuseFaults();
        return new ChangeStock.Request(
                key,
                StockChange.Kind.valueOf(Objects.requireNonNull(kind)),
                Objects.requireNonNull(units),
                Objects.requireNonNull(reason),
                operator);
    }
}
