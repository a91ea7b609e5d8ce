package io.flashsale.loadtest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Looks at a screen as it is: takes its picture, and asks axe whether everybody can use it. */
final class Screens {

    private static final Path PICTURES = Surroundings.root().resolve("infra/docs/screens");
    private static final String AXE = axe();

    private Screens() {}

    /** Keeps a picture of the screen and finds nothing serious on it. */
    static void look(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
        assertThat(overflow(page)).as(name + " is not wider than its window").isLessThanOrEqualTo(0);
        assertThat(faults(page)).as("accessibility of " + name).isEmpty();
    }

    /** Violations of impact serious or critical, as "rule: element". */
    @SuppressWarnings("unchecked")
    private static List<String> faults(Page page) {
        page.evaluate(AXE);
        Object found = page.evaluate("""
                async () => {
                  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
                  return violations.filter((one) => ["serious", "critical"].includes(one.impact))
                    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`));
                }""", Map.of());
        return (List<String>) found;
    }

    private static int overflow(Page page) {
        return ((Number) page.evaluate(
                        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
    }

    private static String axe() {
        try (InputStream script = Objects.requireNonNull(
                Screens.class.getClassLoader().getResourceAsStream("axe.min.js"),
                "axe.min.js is not on the class path")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
