package io.flashsale.loadtest.benchmark.checkout;

import io.flashsale.loadtest.auditor.AuditReport;
import io.flashsale.loadtest.benchmark.measure.Options;
import io.flashsale.loadtest.benchmark.measure.Spread;
import io.flashsale.loadtest.benchmark.report.Figures;
import io.flashsale.loadtest.benchmark.report.Outcome;
import io.flashsale.loadtest.benchmark.report.Setting;
import io.flashsale.loadtest.benchmark.report.Table;
import io.flashsale.loadtest.benchmark.sale.HttpLoad;
import io.flashsale.loadtest.benchmark.stack.Durability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Everything that was measured of paying. */
record CheckoutReport(Setting setting, int atOnce, Durability durability, List<Measured> measured, AuditReport audit)
        implements Outcome {

    static CheckoutReport of(Options options, Durability durability, List<Measured> measured, AuditReport audit) {
        return new CheckoutReport(
                Setting.of(options), CheckoutBenchmark.AT_ONCE, durability, List.copyOf(measured), audit);
    }

    @Override
    public boolean isSound() {
        return audit.holds() && figures().allCount();
    }

    @Override
    public List<String> protocol() {
        return List.of(
                setting.text("Checkout"),
                "Durability: " + durability.text() + ".",
                String.format(
                        Locale.ROOT,
                        "%d shoppers at a time for capacity, counted until the last order is fulfilled; p50 and p99 at"
                                + " fixed moments, at %.0f %% of it.",
                        atOnce,
                        HttpLoad.LATENCY_SHARE * 100),
                setting.spread(),
                "CPU of the platform's processes, without the provider's.");
    }

    /** None when the audit found something: then there are no numbers. */
    @Override
    public List<Table> tables() {
        return audit.holds()
                ? List.of(arms(), figures().processes(List.of(Arm.values()), Map.of(), "%,.0f"))
                : List.of();
    }

    private Table arms() {
        Figures<Arm, Measured> figures = figures();
        return new Table(
                "arm",
                List.of(
                        "checkouts/s",
                        "p50 ms",
                        "p99 ms",
                        "fulfilled p50 ms",
                        "fulfilled p99 ms",
                        "CPU-ms per 1000",
                        "generator"),
                Arrays.stream(Arm.values())
                        .map(arm -> new Table.Row(
                                arm.toString(),
                                arm.description(),
                                List.of(
                                        figures.text(arm, Measured::perSecond, "%,.1f"),
                                        figures.text(arm, Measured::p50Millis, "%.0f"),
                                        figures.text(arm, Measured::p99Millis, "%.0f"),
                                        arm.paysAnOrder() ? figures.text(arm, Measured::doneP50Millis, "%.0f") : "–",
                                        arm.paysAnOrder() ? figures.text(arm, Measured::doneP99Millis, "%.0f") : "–",
                                        figures.text(arm, Measured::cpuPerThousand, "%,.0f"),
                                        figures.median(arm, Measured::generatorCpuPerThousand, "%,.0f"))))
                        .toList());
    }

    @Override
    public List<String> remarks() {
        if (!audit.holds()) {
            return audit.text().lines().toList();
        }
        List<String> lines = new ArrayList<>();
        shareOfSeata().ifPresent(lines::add);
        for (Measured one : measured) {
            if (one.askedAgain() > 0) {
                lines.add("Round %d %s: %d calls were told to come again."
                        .formatted(one.round(), one.arm(), one.askedAgain()));
            }
        }
        lines.addAll(figures().remarks());
        return lines;
    }

    private Optional<String> shareOfSeata() {
        Optional<Spread> wallet = figures().spread(Arm.WALLET, Measured::cpuPerThousand);
        Optional<Spread> empty = figures().spread(Arm.SEATA, Measured::cpuPerThousand);
        Optional<Spread> client = figures().spread(Arm.SEATA, Measured::generatorCpuPerThousand);
        if (wallet.isEmpty() || empty.isEmpty() || client.isEmpty()) {
            return Optional.empty();
        }
        double server = empty.get().median();
        return Optional.of(String.format(
                Locale.ROOT,
                "Share of Seata in a wallet checkout: coordinator and its tables %,.0f, clients %,.0f, together %.0f %% of"
                        + " %,.0f CPU-ms per 1000; fence rows and what the saga engine does are not in it.",
                server,
                client.get().median(),
                100 * (server + client.get().median()) / wallet.get().median(),
                wallet.get().median()));
    }

    private Figures<Arm, Measured> figures() {
        return new Figures<>(measured);
    }
}
