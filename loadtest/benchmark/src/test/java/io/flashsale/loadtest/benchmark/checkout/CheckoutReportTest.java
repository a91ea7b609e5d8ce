package io.flashsale.loadtest.benchmark.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.loadtest.auditor.AuditReport;
import io.flashsale.loadtest.auditor.Finding;
import io.flashsale.loadtest.auditor.Finding.Result;
import io.flashsale.loadtest.auditor.Invariant;
import io.flashsale.loadtest.benchmark.measure.Options;
import io.flashsale.loadtest.benchmark.measure.Usage;
import io.flashsale.loadtest.benchmark.stack.Durability;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckoutReportTest {

    private static final List<Measured> MEASURED = List.of(
            measured(Arm.WALLET, Map.of("payment-service", 20_000.0, "provider-simulator", 5_000.0)),
            measured(Arm.SEATA, Map.of("seata", 300.0)));

    @Test
    void theProviderIsBesideTheSumsAndNotInThem() {
        CheckoutReport report = report(Result.HOLDS);

        assertThat(report.isSound()).isTrue();
        assertThat(report.tables().getFirst().markdown())
                .anyMatch(row -> row.startsWith("| WALLET ") && row.endsWith("| 20,000 (20,000–20,000) | 100 |"))
                .anyMatch(row -> row.startsWith("| SEATA ") && row.contains("| – | – | 300 (300–300) |"));
        assertThat(report.tables().getLast().markdown())
                .contains("| payment-service | 20,000 | – | – | – |", "| provider-simulator | 5,000 | – | – | – |");
        assertThat(report.remarks())
                .contains(
                        "Share of Seata in a wallet checkout: coordinator and its tables 300, clients 100, together 2 % of"
                                + " 20,000 CPU-ms per 1000; fence rows and what the saga engine does are not in it.");
    }

    @Test
    void anAuditThatFindsSomethingLeavesNoNumbers() {
        CheckoutReport report = report(Result.BROKEN);

        assertThat(report.isSound()).isFalse();
        assertThat(report.tables()).isEmpty();
        assertThat(report.remarks()).anyMatch(line -> line.contains("✘ I10"));
    }

    private static CheckoutReport report(Result result) {
        Finding finding = new Finding(
                Invariant.I10, result, new LinkedHashMap<>(), 1, List.of("order 7"), "the provider's books");
        return CheckoutReport.of(
                Options.of(Map.of(), Duration.ofSeconds(1)),
                new Durability("always", "1", "SYNC_FLUSH"),
                MEASURED,
                new AuditReport(Instant.EPOCH, List.of(finding)));
    }

    private static Measured measured(Arm arm, Map<String, Double> serverMillis) {
        return new Measured(
                arm, 1, 1_000, 20, 87, 308, 130, 368, 14, 0, new Usage(serverMillis, 100, 1, 0, 1), List.of());
    }
}
