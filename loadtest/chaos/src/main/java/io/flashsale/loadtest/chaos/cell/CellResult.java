package io.flashsale.loadtest.chaos.cell;

import io.flashsale.loadtest.auditor.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of one run of a cell.
 *
 * @param fired      what fired; empty: nothing did
 * @param inFlight   buying calls under way at that moment
 * @param firstOrder from the fault to the first order that was asked for after it
 * @param quiet      from the fault until nothing was under way any more
 * @param accepted   orders buyers were told of
 * @param stored     orders that exist
 * @param broken     invariants that do not hold
 * @param problems   everything that is wrong, in words; empty: the cell passed
 */
public record CellResult(
        String cell,
        String moment,
        long seed,
        Optional<String> fired,
        long inFlight,
        Optional<Duration> firstOrder,
        Optional<Duration> quiet,
        long accepted,
        long stored,
        List<String> broken,
        List<String> problems) {

    public CellResult {
        broken = List.copyOf(broken);
        problems = List.copyOf(problems);
    }

    public boolean passed() {
        return problems.isEmpty();
    }

    static String inWords(Finding finding) {
        return "%s %s: %s"
                .formatted(
                        finding.invariant(),
                        finding.invariant().title(),
                        finding.offenders().stream().limit(3).toList());
    }
}
