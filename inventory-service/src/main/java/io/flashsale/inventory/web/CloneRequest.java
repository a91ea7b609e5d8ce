package io.flashsale.inventory.web;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a clone does not share with its model. */
record CloneRequest(
        @Nullable String name,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt) {

    record Wish(String name, Instant startsAt, Instant endsAt) {}

    Wish checked(Instant now) {
        Fields fields = new Fields();
        fields.text(name, 100, "name");
        fields.check(startsAt != null, "startsAt", "is required, as an ISO-8601 time");
        fields.check(endsAt != null, "endsAt", "is required, as an ISO-8601 time");
        if (startsAt != null && endsAt != null) {
            fields.check(endsAt.isAfter(startsAt), "endsAt", "must be after startsAt");
            fields.check(endsAt.isAfter(now), "endsAt", "must be in the future");
        }
        fields.refuseFaults();
        return new Wish(Objects.requireNonNull(name), Objects.requireNonNull(startsAt), Objects.requireNonNull(endsAt));
    }
}
