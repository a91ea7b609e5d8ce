package io.flashsale.loadtest.chaos.crowd;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one call was told.
 *
 * @param status absent when nothing was said: time-out or broken connection
 */
record Answer(@Nullable Integer status, JsonNode body) {

    private static final int NOT_FOUND = 404;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;

    /** Refusals that ask to come again. */
    private static final Set<String> LATER = Set.of("gate-not-ready", "busy", "unavailable", "too-many-requests");

    boolean isOk() {
        return status != null && status / 100 == 2;
    }

    /** Nobody knows what happened. */
    boolean isUnknown() {
        return status == null || status >= 500;
    }

    /** A decision that stays, whoever asks again. */
    boolean isFinal() {
        return isOk()
                || (!isUnknown()
                        && status != null
                        && status != TOO_EARLY
                        && status != TOO_MANY
                        && !LATER.contains(String.valueOf(code())));
    }

    /** As {@link #isFinal()}, of a call about an order that may not be stored yet. */
    boolean isFinalAboutOrder() {
        return isFinal() && (status == null || status != NOT_FOUND);
    }

    String outcome() {
        return isUnknown() ? "unknown" : isOk() ? "ok" : "refused";
    }

    @Nullable String code() {
        return text("code");
    }

    @Nullable String text(String field) {
        JsonNode value = body.path(field);
        return value.isString() ? value.asString() : null;
    }
}
