package io.flashsale.loadtest.benchmark;

import io.flashsale.loadtest.auditor.AuditReport;
import io.flashsale.loadtest.benchmark.measure.Spread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Everything that was measured of paying. */
record CheckoutReport(
        Instant at,
        int rounds,
        long seconds,
        long seed,
        int processors,
        String java,
        int atOnce,
        Durability durability,
        List<CheckoutMeasured> measured,
        AuditReport audit) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final double MUCH_STEAL = 0.05;

    static CheckoutReport of(
            CheckoutOptions options, Durability durability, List<CheckoutMeasured> measured, AuditReport audit) {
        return new CheckoutReport(
                Instant.now(),
                options.rounds(),
                options.length().toSeconds(),
                options.seed(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                CheckoutBenchmark.AT_ONCE,
                durability,
                List.copyOf(measured),
                audit);
    }

    boolean everyInvariantHolds() {
        return audit.holds() && measured.stream().allMatch(CheckoutMeasured::counts);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    /** One measurement in one line. */
    static String line(CheckoutMeasured one) {
        return String.format(
                Locale.ROOT,
                "round %d %-9s %s",
                one.round(),
                one.arm(),
                one.counts()
                        ? String.format(
                                Locale.ROOT,
                                "%,8.1f checkouts/s, p99 %.0f ms, fulfilled p99 %.0f ms, %,.0f CPU-ms per 1000",
                                one.perSecond(),
                                one.p99Millis(),
                                one.doneP99Millis(),
                                one.cpuPerThousand())
                        : "✘ " + String.join("; ", one.violations()));
    }

    /** The report for people, in Markdown. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Checkout on %d processors shared with the load generator; %d rounds of %d s per arm, seed %d.",
                processors,
                rounds,
                seconds,
                seed));
        lines.add("Durability: " + durability.text() + ".");
        lines.add(String.format(
                Locale.ROOT,
                "%d shoppers at a time for capacity, counted until the last order is fulfilled; p50 and p99 at fixed moments,"
                        + " at %.0f %% of it.",
                atOnce,
                HttpArm.LATENCY_SHARE * 100));
        lines.add("Median of the rounds (lowest–highest). CPU of the platform's processes, without the provider's.");
        lines.add("");
        if (!audit.holds()) {
            lines.add("No numbers: an invariant is broken.");
            lines.addAll(audit.text().lines().toList());
            return lines;
        }
        lines.addAll(arms());
        lines.add("");
        lines.addAll(processes());
        lines.add("");
        lines.addAll(shareOfSeata());
        lines.addAll(remarks());
        return lines;
    }

    private List<String> arms() {
        List<String> lines = new ArrayList<>();
        lines.add("| arm | checkouts/s | p50 ms | p99 ms | fulfilled p50 ms | fulfilled p99 ms | CPU-ms per 1000 |"
                + " generator |");
        lines.add("|---|---|---|---|---|---|---|---|");
        for (CheckoutArm arm : CheckoutArm.values()) {
            lines.add("| " + arm + " " + arm.description() + " | "
                    + figure(arm, CheckoutMeasured::perSecond, "%,.1f") + " | "
                    + figure(arm, CheckoutMeasured::p50Millis, "%.0f") + " | "
                    + figure(arm, CheckoutMeasured::p99Millis, "%.0f") + " | "
                    + (arm.paysAnOrder() ? figure(arm, CheckoutMeasured::doneP50Millis, "%.0f") : "–") + " | "
                    + (arm.paysAnOrder() ? figure(arm, CheckoutMeasured::doneP99Millis, "%.0f") : "–") + " | "
                    + figure(arm, CheckoutMeasured::cpuPerThousand, "%,.0f") + " | "
                    + median(arm, CheckoutMeasured::generatorCpuPerThousand, "%,.0f") + " |");
        }
        return lines;
    }

    /** Where the processor time goes. */
    private List<String> processes() {
        List<String> lines = new ArrayList<>();
        lines.add("| CPU-ms per 1000 by process | "
                + Arrays.stream(CheckoutArm.values()).map(CheckoutArm::name).collect(Collectors.joining(" | ")) + " |");
        lines.add("|---|" + "--:|".repeat(CheckoutArm.values().length));
        TreeSet<String> names = new TreeSet<>();
        measured.forEach(one -> names.addAll(one.serverMillis().keySet()));
        for (String name : names) {
            lines.add("| " + name + " | "
                    + Arrays.stream(CheckoutArm.values())
                            .map(arm -> median(arm, one -> one.cpuPerThousand(name), "%,.0f"))
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
        return lines;
    }

    private List<String> shareOfSeata() {
        Optional<Spread> wallet = spread(CheckoutArm.WALLET, CheckoutMeasured::cpuPerThousand);
        Optional<Spread> empty = spread(CheckoutArm.SEATA, CheckoutMeasured::cpuPerThousand);
        Optional<Spread> client = spread(CheckoutArm.SEATA, CheckoutMeasured::generatorCpuPerThousand);
        if (wallet.isEmpty() || empty.isEmpty() || client.isEmpty()) {
            return List.of();
        }
        double server = empty.get().median();
        return List.of(String.format(
                Locale.ROOT,
                "Share of Seata in a wallet checkout: coordinator and its tables %,.0f, clients %,.0f, together %.0f %% of %,.0f"
                        + " CPU-ms per 1000; fence rows and what the saga engine does are not in it.",
                server,
                client.get().median(),
                100 * (server + client.get().median()) / wallet.get().median(),
                wallet.get().median()));
    }

    private List<String> remarks() {
        List<String> lines = new ArrayList<>();
        for (CheckoutMeasured one : measured) {
            String where = "round " + one.round() + " " + one.arm() + ": ";
            if (!one.counts()) {
                lines.add(line(one));
            }
            if (one.askedAgain() > 0) {
                lines.add(where + one.askedAgain() + " calls were told to come again");
            }
            if (one.steal() > MUCH_STEAL) {
                lines.add(where + String.format(Locale.ROOT, "others took %.0f %% of the machine", one.steal() * 100));
            }
        }
        Spread.of(measured.stream().map(CheckoutMeasured::load).toList())
                .ifPresent(it -> lines.add("Load average " + ReportText.text(it, "%.1f") + "."));
        return lines;
    }

    private String figure(CheckoutArm arm, ToDoubleFunction<CheckoutMeasured> figure, String number) {
        return spread(arm, figure).map(it -> ReportText.text(it, number)).orElse("–");
    }

    private String median(CheckoutArm arm, ToDoubleFunction<CheckoutMeasured> figure, String number) {
        return spread(arm, figure)
                .filter(it -> it.max() > 0)
                .map(it -> String.format(Locale.ROOT, number, it.median()))
                .orElse("–");
    }

    private Optional<Spread> spread(CheckoutArm arm, ToDoubleFunction<CheckoutMeasured> figure) {
        return Spread.of(measured.stream()
                .filter(one -> one.arm() == arm && one.counts())
                .map(figure::applyAsDouble)
                .toList());
    }
}
