package io.flashsale.loadtest.page;

import java.util.List;

/**
 * A Markdown page that people have written around places for figures: between {@code <!-- NAME -->} and
 * {@code <!-- /NAME -->} stands what was found last.
 */
public final class Page {

    private Page() {}

    /**
     * The page with other figures.
     *
     * @param place its name, such as {@code bench admission}
     * @throws IllegalArgumentException when the page has no such place
     */
    public static String filled(String page, String place, List<String> lines) {
        String begin = "<!-- " + place + " -->\n";
        String end = "\n<!-- /" + place + " -->";
        int from = page.indexOf(begin);
        int to = from < 0 ? -1 : page.indexOf(end, from + begin.length() - 1);
        if (to < 0) {
            throw new IllegalArgumentException("The page has no lines %s and %s".formatted(begin.strip(), end.strip()));
        }
        return page.substring(0, from + begin.length()) + "\n" + String.join("\n", lines) + "\n" + page.substring(to);
    }
}
