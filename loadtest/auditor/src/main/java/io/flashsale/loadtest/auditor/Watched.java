package io.flashsale.loadtest.auditor;

import java.util.List;

/**
 * What was seen of a sale while it ran.
 *
 * @param looks      how often every store was looked at
 * @param blindLooks how often one could not be read
 * @param violations what must never be, and was; the first twenty
 */
public record Watched(long looks, long blindLooks, List<String> violations) {

    public Watched {
        violations = List.copyOf(violations);
    }

    /** One line, and one for every violation. */
    public String text() {
        String line = "%d looks while it ran: %s"
                .formatted(looks, violations.isEmpty() ? "never oversold, nothing negative" : "BROKEN");
        return line + (violations.isEmpty() ? "" : "\n           " + String.join("\n           ", violations));
    }
}
