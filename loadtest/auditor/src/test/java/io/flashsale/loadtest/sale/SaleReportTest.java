package io.flashsale.loadtest.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.loadtest.auditor.AuditReport;
import io.flashsale.loadtest.auditor.ClientNumbers;
import io.flashsale.loadtest.auditor.Finding;
import io.flashsale.loadtest.auditor.Invariant;
import io.flashsale.loadtest.auditor.Rest;
import io.flashsale.loadtest.auditor.SaleNumbers;
import io.flashsale.loadtest.auditor.Watched;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SaleReportTest {

    private static final Rest RESTS = new Rest(Duration.ofMillis(1_500), Duration.ofSeconds(60), List.of());

    @Test
    void saysWhatASaleCameTo() {
        SaleReport report = report(Finding.Result.HOLDS, RESTS, true);

        assertThat(report.clean()).isTrue();
        assertThat(report.text())
                .contains("100 sold, 0 unsold, 0 oversold")
                .contains("refused: 7 limit-reached, 900 sold-out; 1 unknown; winners: 90 people, 14 scripts")
                .contains("p50 1.2 ms, p95 5.0 ms, p99 9.0 ms")
                .contains("captured 990.00 CNY, refunded 9.90 CNY")
                .contains("60 looks while it ran: never oversold")
                .contains("after 1.5 s")
                .contains(" ✔ I1  ")
                .endsWith("✔ Every invariant holds.");
        assertThat(report.json()).contains("\"sold\" : 100");
    }

    @Test
    void isNotCleanWhenAnInvariantIsBroken() {
        SaleReport report = report(Finding.Result.BROKEN, RESTS, true);

        assertThat(report.clean()).isFalse();
        assertThat(report.text()).contains(" ✘ I1  ").endsWith("✘ Broken: I1. The numbers above prove nothing.");
    }

    @Test
    void isNotCleanWithoutRest() {
        Rest pending = new Rest(Duration.ofSeconds(60), Duration.ofSeconds(60), List.of("3 unpaid orders"));

        SaleReport report = report(Finding.Result.HOLDS, pending, true);

        assertThat(report.clean()).isFalse();
        assertThat(report.text()).contains("not within 60 s: 3 unpaid orders").contains("Did not come to rest.");
    }

    @Test
    void isNotCleanWhenAClientSawSomethingUnexpected() {
        SaleReport report = report(Finding.Result.HOLDS, RESTS, false);

        assertThat(report.clean()).isFalse();
        assertThat(report.text()).contains("Clients saw unexpected answers");
    }

    @Test
    void isNotCleanWhenSomethingWasWrongForAMoment() {
        Watched watched = new Watched(60, 0, List.of("phone: held 2 + sold 9 of 10"));

        SaleReport report = report(Finding.Result.HOLDS, watched, RESTS, true);

        assertThat(report.clean()).isFalse();
        assertThat(report.text()).contains("held 2 + sold 9 of 10").contains("Broken while it ran.");
    }

    private static SaleReport report(Finding.Result result, Rest rest, boolean expectedAnswersOnly) {
        return report(result, new Watched(60, 0, List.of()), rest, expectedAnswersOnly);
    }

    private static SaleReport report(Finding.Result result, Watched watched, Rest rest, boolean expectedAnswersOnly) {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        SaleNumbers numbers = new SaleNumbers(
                "12",
                new SaleNumbers.Units(100, 100, 0, 0, 0),
                new ClientNumbers(
                        104,
                        new TreeMap<>(Map.of("sold-out", 900L, "limit-reached", 7L)),
                        1,
                        new ClientNumbers.Latency(1_000, 1_234, 5_000, 9_000, 11_000, 300),
                        new ClientNumbers.Winners(90, 14)),
                new TreeMap<>(Map.of("FULFILLED", 100L)),
                new SaleNumbers.Money(99_000, 990, 98_010, 0, 0, true),
                new SaleNumbers.Points(990, 9));
        Finding finding = new Finding(Invariant.I1, result, new LinkedHashMap<>(Map.of("items", 1L)), 0, List.of(), "");
        return new SaleReport(
                "Sale",
                1_000,
                1,
                at,
                numbers,
                watched,
                rest,
                expectedAnswersOnly,
                new AuditReport(at, List.of(finding)),
                Optional.empty(),
                Path.of("run"),
                Optional.empty());
    }
}
