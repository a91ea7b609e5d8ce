package io.flashsale.gateway.pages;

import io.flashsale.gateway.pages.ProblemCatalogue.Entry;
import java.util.Collection;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** The catalogue as HTML. */
final class ProblemPages {

    private ProblemPages() {}

    static String list(Collection<Entry> entries) {
        String rows = entries.stream()
                .map(entry -> "<tr><td>%d</td><td><a href=\"/problems/%s\">%s</a></td><td>%s</td></tr>"
                        .formatted(entry.status(), text(entry.slug()), text(entry.slug()), text(entry.title())))
                .collect(Collectors.joining("\n"));
        return page("Problems", """
                <h1>Problems</h1>
                <p>Errors are <a href="https://www.rfc-editor.org/rfc/rfc9457" rel="noreferrer">RFC 9457</a> problem
                documents. Their <code>type</code> leads to one of these pages.</p>
                <table>
                <thead><tr><th>Status</th><th>Code</th><th>Title</th></tr></thead>
                <tbody>
                %s
                </tbody>
                </table>
                """.formatted(rows));
    }

    static String one(Entry entry) {
        return page(entry.title(), """
                <p class="crumb"><a href="/problems">Problems</a></p>
                <h1>%s</h1>
                <p class="code"><code>%s</code> · HTTP %d</p>
                <h2>What it means</h2>
                <p>%s</p>
                <h2>What to do</h2>
                <p>%s</p>
                """.formatted(
                text(entry.title()), text(entry.slug()), entry.status(), text(entry.meaning()), text(entry.remedy())));
    }

    private static String page(String title, String main) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s · flashsale</title>
                <link rel="stylesheet" href="/assets/shared/style.css">
                <link rel="icon" href="/assets/shared/icon.svg">
                </head>
                <body>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(text(title), main);
    }

    private static String text(String value) {
        return HtmlUtils.htmlEscape(value);
    }
}
