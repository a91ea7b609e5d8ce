package io.flashsale.provider;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the books. Entries are only ever appended; replaying them gives the books again. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BookEntry.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = BookEntry.Paid.class, name = "paid"),
    @JsonSubTypes.Type(value = BookEntry.Closed.class, name = "closed"),
    @JsonSubTypes.Type(value = BookEntry.Refunded.class, name = "refunded"),
    @JsonSubTypes.Type(value = BookEntry.Acknowledged.class, name = "acknowledged")
})
sealed interface BookEntry {

    String tradeNo();

    record Opened(
            String tradeNo,
            String outTradeNo,
            String subject,
            long amount,
            @Nullable String notifyUrl,
            Instant at,
            @Nullable Instant expiresAt)
            implements BookEntry {}

    record Paid(String tradeNo, Instant at) implements BookEntry {}

    record Closed(String tradeNo, Instant at) implements BookEntry {}

    record Refunded(String tradeNo, String outRequestNo, long amount, Instant at) implements BookEntry {}

    record Acknowledged(String tradeNo, Instant at) implements BookEntry {}
}
