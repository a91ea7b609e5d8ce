package io.flashsale.loadtest.sale;

import io.flashsale.loadtest.auditor.AuditReport;
import io.flashsale.loadtest.auditor.ClientNumbers;
import io.flashsale.loadtest.auditor.Finding;
import io.flashsale.loadtest.auditor.Rest;
import io.flashsale.loadtest.auditor.SaleNumbers;
import io.flashsale.loadtest.auditor.Watched;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The verdict on one sale.
 *
 * @param watched             what was seen while it ran
 * @param expectedAnswersOnly all but a few of the calls got an answer in time, and one that their journey expects
 * @param capacity            how the platform took a rising load; empty unless the crowd was one
 * @param folder              histories, logs, charts
 */
public record SaleReport(
        String name,
        int shoppers,
        long seed,
        Instant startsAt,
        SaleNumbers numbers,
        Watched watched,
        Rest rest,
        boolean expectedAnswersOnly,
        AuditReport audit,
        Optional<Capacity> capacity,
        Path folder,
        Optional<Path> charts) {

    /** Every invariant that could be checked holds, everything rests, and clients were answered. */
    public boolean clean() {
        return audit.holds()
                && watched.violations().isEmpty()
                && rest.reached()
                && expectedAnswersOnly
                && numbers.units().oversold() == 0;
    }

    /** For people: numbers, then one line per invariant, then the verdict. */
    public String text() {
        SaleNumbers.Units units = numbers.units();
        ClientNumbers clients = numbers.clients();
        SaleNumbers.Money money = numbers.money();
        return """
                %s (campaign %s): %d units, %d shoppers, seed %d
                  units    %d sold, %d unsold, %d oversold%s
                  answers  %s
                  buying   %s
                  orders   %s
                  money    captured %s, refunded %s, paid orders %s %s; at the provider: captured %s, refunded %s
                  points   %d granted, %d reversed
                  watched  %s
                  rest     %s
                %s%s

                %s""".formatted(
                name,
                numbers.campaign(),
                units.total(),
                shoppers,
                seed,
                units.sold(),
                units.unsold(),
                units.oversold(),
                units.held() == 0 ? "" : ", " + units.held() + " held",
                ReportText.answers(clients),
                ReportText.buying(clients.buying()),
                ReportText.counts(numbers.orders()),
                yuan(money.captured()),
                yuan(money.refunded()),
                yuan(money.paidOrders()),
                money.balanced() ? "✔" : "✘",
                yuan(money.capturedAtProvider()),
                yuan(money.refundedAtProvider()),
                numbers.points().granted(),
                numbers.points().reversed(),
                watched.text(),
                rest.reached()
                        ? String.format(Locale.ROOT, "after %.1f s", rest.took().toMillis() / 1000.0)
                        : "not within %d s: %s".formatted(rest.bound().toSeconds(), String.join(", ", rest.pending())),
                capacity.map(found -> found.text() + "\n").orElse(""),
                audit.text(),
                verdict());
    }

    public String json() {
        return ReportText.json(this);
    }

    private String verdict() {
        if (clean()) {
            return "✔ Every invariant holds.";
        }
        String broken =
                audit.broken().stream().map(Finding::invariant).map(Enum::name).collect(Collectors.joining(", "));
        return "✘ "
                + (broken.isEmpty() ? "" : "Broken: " + broken + ". ")
                + (watched.violations().isEmpty() ? "" : "Broken while it ran. ")
                + (rest.reached() ? "" : "Did not come to rest. ")
                + (expectedAnswersOnly ? "" : "Clients saw unexpected answers, or none too often, see the charts. ")
                + "The numbers above prove nothing.";
    }

    private static String yuan(long minorUnits) {
        return String.format(Locale.ROOT, "%.2f CNY", minorUnits / 100.0);
    }
}
