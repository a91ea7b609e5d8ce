package io.flashsale.loadtest.benchmark.report;

import io.flashsale.loadtest.page.Page;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where an outcome is told besides the terminal. Report and tables are added to what the files hold, so that several
 * benchmarks share them.
 *
 * @param report a JSON object, an entry per benchmark
 * @param table a Markdown page, a section per benchmark
 * @param page a Markdown page with a place for the benchmark; what stands there is replaced
 * @param chart an SVG picture, of the benchmark that draws one
 */
public record Publication(Optional<Path> report, Optional<Path> table, Optional<Path> page, Optional<Path> chart) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Reads {@code report}, {@code table}, {@code page} and {@code chart}. */
    public static Publication of(Map<String, String> given) {
        return new Publication(path(given, "report"), path(given, "table"), path(given, "page"), path(given, "chart"));
    }

    /**
     * To be asked before anything is measured.
     *
     * @throws IllegalArgumentException when the page has no place for that benchmark
     */
    public void requirePlaceFor(String name) throws IOException {
        if (page.isPresent()) {
            Page.filled(Files.readString(page.get()), place(name), List.of());
        }
    }

    /** Tells it all; the terminal first, should a file not be writable. */
    public void tell(String name, Outcome outcome, PrintStream out) throws IOException {
        out.println();
        text(outcome).forEach(out::println);
        out.println((outcome.isSound() ? "✔ " : "✘ ") + outcome.verdict());
        if (report.isPresent()) {
            ObjectNode all = Files.exists(report.get())
                    ? (ObjectNode) JSON.readTree(Files.readString(report.get()))
                    : JSON.createObjectNode();
            all.set(name, JSON.valueToTree(outcome));
            Files.writeString(report.get(), JSON.writeValueAsString(all) + "\n");
            out.println("Report: " + report.get());
        }
        if (table.isPresent()) {
            List<String> section = new ArrayList<>(List.of(heading(name), ""));
            section.addAll(markdown(outcome));
            section.add("");
            Files.write(table.get(), section, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            out.println("Tables: " + table.get());
        }
        if (page.isPresent()) {
            Files.writeString(page.get(), Page.filled(Files.readString(page.get()), place(name), markdown(outcome)));
            out.println("Page: " + page.get());
        }
        if (chart.isPresent() && outcome.chart().isPresent()) {
            Files.writeString(chart.get(), outcome.chart().get());
            out.println("Chart: " + chart.get());
        }
    }

    private static Optional<Path> path(Map<String, String> given, String name) {
        return Optional.ofNullable(given.get(name)).map(Path::of);
    }

    private static List<String> text(Outcome outcome) {
        List<String> lines = new ArrayList<>(outcome.protocol());
        for (Table table : outcome.tables()) {
            lines.add("");
            lines.addAll(table.aligned());
        }
        lines.add("");
        outcome.remarks().forEach(remark -> lines.add("  " + remark));
        return lines;
    }

    private static String place(String name) {
        return "bench " + name;
    }

    private static String heading(String name) {
        return "## " + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static List<String> markdown(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(" ", outcome.protocol()));
        for (Table table : outcome.tables()) {
            lines.add("");
            lines.addAll(table.markdown());
        }
        lines.add("");
        outcome.remarks().forEach(remark -> lines.add("- " + remark));
        lines.add("- " + outcome.verdict());
        return lines;
    }
}
