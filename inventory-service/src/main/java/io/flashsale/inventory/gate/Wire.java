package io.flashsale.inventory.gate;

import io.flashsale.inventory.domain.Attempt;
import io.flashsale.inventory.domain.AttemptVerdict;
import io.flashsale.inventory.domain.BatchVerdict;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.JournalEntry;
import io.flashsale.inventory.domain.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How verdicts, answers and journal entries are written by reserve.lua. */
final class Wire {
    private static final char FIELD = '\u001f';
    private static final char RECORD = '\u001e';

    private Wire() {}

    static BatchVerdict verdict(String batchId, String stored) {
        List<String> records = split(stored, RECORD);
        List<String> head = split(records.getFirst(), FIELD);
        List<AttemptVerdict> verdicts = new ArrayList<>(records.size() - 1);
        for (String record : records.subList(1, records.size())) {
            List<String> fields = split(record, FIELD);
            String original = fields.get(2);
            verdicts.add(new AttemptVerdict(
                    fields.get(0), Outcome.valueOf(fields.get(1)), original.isEmpty() ? null : original));
        }
        return new BatchVerdict(
                batchId, Instant.ofEpochMilli(Long.parseLong(head.get(0))), Integer.parseInt(head.get(1)), verdicts);
    }

    static String answerField(String buyerId, String idempotencyKey) {
        return buyerId + "|" + idempotencyKey;
    }

    static String answer(Attempt admitted) {
        return admitted.bodyHash() + "|" + admitted.orderId() + "|" + Outcome.ADMITTED;
    }

    /** What a stored answer says to the same key with this body. */
    static AttemptVerdict answered(String stored, String bodyHash) {
        List<String> fields = split(stored, '|');
        String orderId = fields.get(1);
        if (!fields.get(0).equals(bodyHash)) return new AttemptVerdict(orderId, Outcome.KEY_REUSED, null);
        Outcome outcome = Outcome.valueOf(fields.get(2));
        return outcome == Outcome.ADMITTED
                ? new AttemptVerdict(orderId, Outcome.REPLAYED, orderId)
                : new AttemptVerdict(orderId, outcome, null);
    }

    /**
     * Reads a journal entry.
     *
     * @throws IllegalArgumentException when it is not one
     */
    static JournalEntry journalEntry(ItemRef item, String entryId, Map<String, String> fields) {
        String withdrawal = fields.get("withdrawal");
        return new JournalEntry(
                entryId,
                item,
                Long.parseLong(required(fields, "epoch")),
                Long.parseLong(fields.getOrDefault("revision", "0")),
                withdrawal == null ? required(fields, "batch") : "stock-change-" + withdrawal,
                Instant.ofEpochMilli(Long.parseLong(required(fields, "decidedAt"))),
                withdrawal == null
                        ? new JournalEntry.Admission(attempts(required(fields, "attempts")))
                        : new JournalEntry.Withdrawal(
                                Long.parseLong(withdrawal), Integer.parseInt(required(fields, "units"))));
    }

    private static List<Attempt> attempts(String records) {
        List<Attempt> attempts = new ArrayList<>();
        for (String record : split(records, RECORD)) {
            List<String> parts = split(record, FIELD);
            if (parts.size() != 5) throw new IllegalArgumentException("attempt with " + parts.size() + " fields");
            attempts.add(new Attempt(
                    parts.get(0), parts.get(1), parts.get(2), parts.get(3), Integer.parseInt(parts.get(4))));
        }
        return attempts;
    }

    private static String required(Map<String, String> fields, String name) {
        @Nullable String value = fields.get(name);
        if (value == null) throw new IllegalArgumentException("field " + name + " is missing");
        return value;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int to = text.indexOf(separator); to >= 0; to = text.indexOf(separator, from)) {
            parts.add(text.substring(from, to));
            from = to + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }
}
