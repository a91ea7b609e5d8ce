package io.flashsale.loadtest.sale;

import io.flashsale.loadtest.auditor.ClientNumbers;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What every report says in the same words. */
final class ReportText {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportText() {}

    static String json(Record report) {
        return JSON.writeValueAsString(report);
    }

    static String answers(ClientNumbers clients) {
        ClientNumbers.Winners winners = clients.winners();
        return "%d accepted; refused: %s; %d unknown%s"
                .formatted(
                        clients.accepted(),
                        counts(clients.refusals()),
                        clients.unknown(),
                        winners.bots() == 0
                                ? ""
                                : "; winners: %d people, %d scripts".formatted(winners.people(), winners.bots()));
    }

    static String buying(ClientNumbers.Latency buying) {
        return "p50 %s, p95 %s, p99 %s, longest %s, of %d calls from the intended click (sent late, p99: %s)"
                .formatted(
                        millis(buying.p50()),
                        millis(buying.p95()),
                        millis(buying.p99()),
                        millis(buying.max()),
                        buying.calls(),
                        millis(buying.sentLate99()));
    }

    static String counts(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.1f ms", micros / 1000.0);
    }
}
