package io.flashsale.loadtest.chaos;

import io.flashsale.loadtest.chaos.cell.Cell;
import io.flashsale.loadtest.chaos.cell.Cells;
import io.flashsale.loadtest.chaos.guard.Guard;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What was asked for.
 *
 * @param without guards to take away; empty: none
 */
record Options(
        List<Cell> cells,
        List<Long> seeds,
        List<Guard> without,
        Optional<Path> report,
        Optional<Path> table,
        Optional<Path> page) {

    /**
     * Reads {@code cells}, {@code set}, {@code seeds}, {@code seed}, {@code without}, {@code report}, {@code table} and
     * {@code page}.
     */
    static Options of(Map<String, String> given) {
        long first = Long.parseLong(given.getOrDefault("seed", "1"));
        int seeds = Integer.parseInt(given.getOrDefault("seeds", "1"));
        return new Options(
                cells(given),
                LongStream.range(first, first + seeds).boxed().toList(),
                guards(given.get("without")),
                Optional.ofNullable(given.get("report")).map(Path::of),
                Optional.ofNullable(given.get("table")).map(Path::of),
                Optional.ofNullable(given.get("page")).map(Path::of));
    }

    private static List<Cell> cells(Map<String, String> given) {
        String names = given.get("cells");
        if (names != null) {
            return Arrays.stream(names.split(",", -1)).map(Cells::named).toList();
        }
        return "all".equals(given.get("set")) ? Cells.full() : Cells.quick();
    }

    private static List<Guard> guards(@org.jspecify.annotations.Nullable String names) {
        if (names == null) {
            return List.of();
        }
        if (names.equals("all")) {
            return List.of(Guard.values());
        }
        return Arrays.stream(names.split(",", -1))
                .map(name -> Guard.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')))
                .toList();
    }
}
