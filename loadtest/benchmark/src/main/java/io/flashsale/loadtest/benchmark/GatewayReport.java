package io.flashsale.loadtest.benchmark;

import io.flashsale.loadtest.benchmark.measure.Spread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Everything that was measured of the gateway. */
record GatewayReport(
        Instant at,
        int rounds,
        long seconds,
        long seed,
        int processors,
        String java,
        int connections,
        List<GatewayMeasured> measured,
        GatewayFlood flood) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final double MUCH_STEAL = 0.05;

    static GatewayReport of(GatewayOptions options, List<GatewayMeasured> measured, GatewayFlood flood) {
        return new GatewayReport(
                Instant.now(),
                options.rounds(),
                options.length().toSeconds(),
                options.seed(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                HttpArm.CONNECTIONS,
                List.copyOf(measured),
                flood);
    }

    /** Whether every answer was of the kind that was wanted. */
    boolean everyAnswerIsRight() {
        return flood.wrong() == 0 && measured.stream().allMatch(GatewayMeasured::counts);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    /** One measurement in one line. */
    static String line(GatewayMeasured one) {
        return String.format(
                Locale.ROOT,
                "round %d %-9s %s",
                one.round(),
                one.arm(),
                one.counts()
                        ? String.format(
                                Locale.ROOT,
                                "%,8.0f answers/s, p99 %.1f ms, %.1f CPU-ms per 1000",
                                one.answersPerSecond(),
                                one.p99Millis(),
                                one.cpuPerThousand())
                        : "✘ " + one.wrong() + " wrong answers, such as " + one.firstWrong());
    }

    /** The report for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Gateway on %d processors shared with the load generator; %d rounds of %d s per arm, seed %d",
                processors,
                rounds,
                seconds,
                seed));
        lines.add(String.format(
                Locale.ROOT,
                "%d connections for capacity; p50 and p99 at fixed moments, at %.0f %% of it.",
                connections,
                HttpArm.LATENCY_SHARE * 100));
        lines.add("Median of the rounds (lowest–highest). CPU of the gateway and its Redis, or of the bare server.");
        lines.add("");
        String row = "  %-9s %23s %20s %20s %22s %9s";
        lines.add(String.format(Locale.ROOT, row, "", "answers/s", "p50 ms", "p99 ms", "CPU-ms per 1000", "generator"));
        for (GatewayArm arm : GatewayArm.values()) {
            lines.add(String.format(
                    Locale.ROOT,
                    row,
                    arm,
                    figure(arm, GatewayMeasured::answersPerSecond, "%,.0f"),
                    figure(arm, GatewayMeasured::p50Millis, "%.1f"),
                    figure(arm, GatewayMeasured::p99Millis, "%.1f"),
                    figure(arm, GatewayMeasured::cpuPerThousand, "%.1f"),
                    spread(arm, GatewayMeasured::generatorCpuPerThousand)
                            .map(it -> String.format(Locale.ROOT, "%.1f", it.median()))
                            .orElse("")));
        }
        for (GatewayArm arm : GatewayArm.values()) {
            lines.add(String.format(Locale.ROOT, "  %-9s %s", arm, arm.description()));
        }
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "Memory over a flood from %,d identities, %,d questions in %.0f s: live heap %.0f → %.0f MiB,"
                        + " resident %.0f → %.0f MiB (highest %.0f)",
                flood.identities(),
                flood.asked(),
                flood.seconds(),
                flood.liveBefore(),
                flood.liveAfter(),
                flood.residentBefore(),
                flood.residentAfter(),
                flood.residentMost()));
        lines.addAll(remarks());
        return lines;
    }

    private List<String> remarks() {
        List<String> lines = new ArrayList<>();
        for (GatewayMeasured one : measured) {
            if (!one.counts()) {
                lines.add("  " + line(one));
            }
            if (one.steal() > MUCH_STEAL) {
                lines.add(String.format(
                        Locale.ROOT,
                        "  round %d %s: others took %.0f %% of the machine",
                        one.round(),
                        one.arm(),
                        one.steal() * 100));
            }
        }
        if (flood.wrong() > 0) {
            lines.add("  flood: ✘ " + flood.wrong() + " wrong answers, such as " + flood.firstWrong());
        }
        Spread.of(measured.stream().map(GatewayMeasured::lateP99Millis).toList())
                .ifPresent(it -> lines.add("  Calls were sent late by " + ReportText.text(it, "%.1f") + " ms (p99)."));
        Spread.of(measured.stream().map(GatewayMeasured::load).toList())
                .ifPresent(it -> lines.add("  Load average " + ReportText.text(it, "%.1f") + "."));
        return lines;
    }

    private String figure(GatewayArm arm, ToDoubleFunction<GatewayMeasured> figure, String number) {
        return spread(arm, figure).map(it -> ReportText.text(it, number)).orElse("–");
    }

    private Optional<Spread> spread(GatewayArm arm, ToDoubleFunction<GatewayMeasured> figure) {
        return Spread.of(measured.stream()
                .filter(one -> one.arm() == arm && one.counts())
                .map(figure::applyAsDouble)
                .toList());
    }
}
