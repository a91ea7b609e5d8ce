package io.flashsale.loadtest.benchmark.report;

import java.util.List;

/**
 * A Markdown page that people have written around places for figures: between {@code <!-- bench NAME -->} and
 * {@code <!-- /bench NAME -->} stands what the benchmark of that name has found last.
 */
final class Page {

    private Page() {}

    /**
     * The page with other figures.
     *
     * @throws IllegalArgumentException when it has no place for that benchmark
     */
    static String filled(String page, String name, List<String> lines) {
        String begin = "<!-- bench " + name + " -->\n";
        String end = "\n<!-- /bench " + name + " -->";
        int from = page.indexOf(begin);
        int to = from < 0 ? -1 : page.indexOf(end, from + begin.length() - 1);
        if (to < 0) {
            throw new IllegalArgumentException("The page has no lines %s and %s".formatted(begin.strip(), end.strip()));
        }
        return page.substring(0, from + begin.length()) + "\n" + String.join("\n", lines) + "\n" + page.substring(to);
    }
}
