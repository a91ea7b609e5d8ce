package io.flashsale.loadtest.chaos;

import io.flashsale.loadtest.chaos.cell.CellResult;
import io.flashsale.loadtest.chaos.guard.GuardResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Results in Markdown, which people read on a terminal, too. */
final class Table {

    private Table() {}

    /**
     * One row per run of a cell.
     *
     * @param took all of them, without the first start of the platform
     */
    static String ofCells(List<CellResult> results, Duration took) {
        String head = """
                | cell | moment | what fired | in flight | to first order | to quiet | accepted | result |
                |---|---|---|--:|--:|--:|--:|---|
                """;
        return head
                + results.stream().map(Table::row).collect(Collectors.joining("\n"))
                + "\n\n"
                + summary(results, took);
    }

    /** One row per guard. */
    static String ofGuards(List<GuardResult> results) {
        String head = """
                | guard taken away | promise | cell | noticed | by |
                |---|---|---|---|---|
                """;
        long noticed = results.stream().filter(GuardResult::noticed).count();
        return head
                + results.stream().map(Table::row).collect(Collectors.joining("\n"))
                + "\n\n%d of %d removed guards were noticed.\n".formatted(noticed, results.size());
    }

    /** One line about one run, for a terminal. */
    static String line(CellResult result) {
        return "  %s %-30s seed %d  in flight %3d  first order %8s  quiet %8s  accepted %d%s"
                .formatted(
                        result.passed() ? "✔" : "✘",
                        result.cell(),
                        result.seed(),
                        result.inFlight(),
                        seconds(result.firstOrder()),
                        seconds(result.quiet()),
                        result.accepted(),
                        result.problems().stream()
                                .map(problem -> "\n      " + problem)
                                .collect(Collectors.joining()));
    }

    private static String row(CellResult result) {
        return "| %s | %s | %s | %d | %s | %s | %d | %s |"
                .formatted(
                        result.cell(),
                        result.moment(),
                        result.fired().orElse("**nothing**"),
                        result.inFlight(),
                        seconds(result.firstOrder()),
                        seconds(result.quiet()),
                        result.accepted(),
                        result.passed() ? "all hold" : "**" + String.join("; ", result.problems()) + "**");
    }

    private static String row(GuardResult result) {
        String by = result.cell().problems().stream()
                .map(problem -> problem.length() > 100 ? problem.substring(0, 100) + "…" : problem)
                .collect(Collectors.joining("; "));
        return "| %s | %s | %s | %s | %s |"
                .formatted(
                        result.guard().label(),
                        result.guard().promise(),
                        result.cell().cell(),
                        result.noticed() ? "yes" : result.removed() ? "**no**" : "**it was not gone**",
                        by.replace('|', '/'));
    }

    private static String summary(List<CellResult> results, Duration took) {
        long passed = results.stream().filter(CellResult::passed).count();
        List<Duration> outages = results.stream()
                .flatMap(result -> result.firstOrder().stream())
                .sorted()
                .toList();
        return """
                %d cells, %d runs with seeds %s, %d passed, in %d minutes; %d orders accepted. From fault to first order: median %s, \
                longest %s. Each can be had again: `infra/flashsale chaos --cells CELL --seed SEED`.
                """.formatted(
                        results.stream().map(CellResult::cell).distinct().count(),
                        results.size(),
                        results.stream()
                                .map(result -> Long.toString(result.seed()))
                                .distinct()
                                .collect(Collectors.joining(", ")),
                        passed,
                        took.toMinutes(),
                        results.stream().mapToLong(CellResult::accepted).sum(),
                        seconds(outages.isEmpty() ? Optional.empty() : Optional.of(outages.get(outages.size() / 2))),
                        seconds(outages.isEmpty() ? Optional.empty() : Optional.of(outages.getLast())));
    }

    private static String seconds(Optional<Duration> time) {
        return time.map(one -> String.format(Locale.ROOT, "%.1f s", one.toMillis() / 1e3))
                .orElse("–");
    }
}
