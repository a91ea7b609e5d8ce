package io.flashsale.loadtest.sale;

import io.flashsale.loadtest.auditor.ClientNumbers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a sale looked like from outside.
 *
 * @param contradictions      answers that cannot all be true
 * @param expectedAnswersOnly all but a few of the calls got an answer in time, and one that their journey expects
 * @param folder              histories, logs, charts
 */
public record RemoteReport(
        String name,
        String campaign,
        long units,
        int shoppers,
        long seed,
        ClientNumbers clients,
        List<String> contradictions,
        boolean expectedAnswersOnly,
        Path folder,
        Optional<Path> charts) {

    /** No answer contradicts another, and clients were answered. */
    public boolean clean() {
        return contradictions.isEmpty() && expectedAnswersOnly;
    }

    /** For people. */
    public String text() {
        return """
                %s (campaign %s): %d units, %d shoppers, seed %d
                  answers  %s
                  buying   %s
                %s""".formatted(
                        name,
                        campaign,
                        units,
                        shoppers,
                        seed,
                        ReportText.answers(clients),
                        ReportText.buying(clients.buying()),
                        verdict());
    }

    public String json() {
        return ReportText.json(this);
    }

    private String verdict() {
        if (clean()) {
            return "✔ No answer contradicts another. The stores were not audited.";
        }
        StringBuilder text = new StringBuilder();
        contradictions.forEach(one -> text.append("✘ ").append(one).append('\n'));
        if (!expectedAnswersOnly) {
            text.append("✘ Clients saw unexpected answers, or none too often, see the charts.\n");
        }
        return text.append("The stores were not audited.").toString();
    }
}
