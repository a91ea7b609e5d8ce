package io.flashsale.loadtest.benchmark.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Figures side by side, for the terminal and for a Markdown page.
 *
 * @param title what the rows are
 * @param columns headings of the cells, without that of the rows' names
 */
public record Table(String title, List<String> columns, List<Row> rows) {

    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        int width = columns.size();
        if (rows.stream().anyMatch(row -> row.cells().size() != width)) {
            throw new IllegalArgumentException("Every row of " + title + " has " + width + " cells");
        }
    }

    /**
     * One line.
     *
     * @param name short enough for the terminal
     * @param description empty if the name says it all
     */
    public record Row(String name, String description, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** In columns; the descriptions follow below. */
    List<String> aligned() {
        int first = rows.stream().mapToInt(row -> row.name().length()).reduce(title.length(), Math::max);
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = rows.stream()
                    .mapToInt(row -> row.cells().get(column).length())
                    .reduce(columns.get(i).length(), Math::max);
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(title, columns, first, widths));
        rows.forEach(row -> lines.add(line(row.name(), row.cells(), first, widths)));
        rows.stream()
                .filter(row -> !row.description().isEmpty())
                .forEach(row -> lines.add("  " + padded(row.name(), first) + "  " + row.description()));
        return lines;
    }

    /** As lines of a Markdown page; names and descriptions share a cell. */
    public List<String> markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("| " + title + " | " + String.join(" | ", columns) + " |");
        lines.add("|---|" + "--:|".repeat(columns.size()));
        for (Row row : rows) {
            String name = row.description().isEmpty() ? row.name() : row.name() + " " + row.description();
            lines.add("| " + name + " | " + String.join(" | ", row.cells()) + " |");
        }
        return lines;
    }

    private static String line(String name, List<String> cells, int first, int[] widths) {
        StringBuilder line = new StringBuilder("  ").append(padded(name, first));
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            line.append("  ").append(" ".repeat(widths[i] - cell.length())).append(cell);
        }
        return line.toString();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
