package io.flashsale.loadtest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ViewportSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Looks at screens as they are: takes their pictures, and asks axe whether everybody can use them. */
final class Screens {

    private static final Path PICTURES = Surroundings.root().resolve("infra/docs/screens");
    private static final String AXE = axe();
    private static final int PHONE_WIDTH = 390;
    private static final int PHONE_HEIGHT = 844;

    /** What is further down looks like what is above it. */
    private static final int HIGHEST_PICTURE = 1_800;

    private final List<String> faults = new ArrayList<>();

    /** Everything that was found wrong, as "screen: what". */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Looks at the screen as it is, and as it is on a phone. */
    void look(Page page, String name) {
        lookAsIs(page, name);
        ViewportSize before = page.viewportSize();
        page.setViewportSize(PHONE_WIDTH, PHONE_HEIGHT);
        lookAsIs(page, name + "-phone");
        page.setViewportSize(before.width, before.height);
    }

    /** Keeps a picture of the screen and notes what is wrong with it. */
    void lookAsIs(Page page, String name) {
        // What a dialog covers is only as large as the window.
        boolean dialog = number(page, "document.querySelectorAll('dialog[open]').length") > 0;
        int height = dialog
                ? page.viewportSize().height
                : number(page, "Math.max(innerHeight, document.documentElement.scrollHeight)");
        Pictures.keep(
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(!dialog)
                        .setClip(0, 0, page.viewportSize().width, Math.min(HIGHEST_PICTURE, height))),
                PICTURES.resolve(name + ".png"));
        int beyond = number(page, "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (beyond > 0) {
            faults.add(name + ": is " + beyond + " pixels wider than its window");
        }
        violations(page).forEach(violation -> faults.add(name + ": " + violation));
    }

    /** Of impact serious or critical, as "rule: element". */
    @SuppressWarnings("unchecked")
    private static List<String> violations(Page page) {
        page.evaluate(AXE);
        Object found = page.evaluate("""
                async () => {
                  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
                  return violations.filter((one) => ["serious", "critical"].includes(one.impact))
                    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`));
                }""", Map.of());
        return (List<String>) found;
    }

    private static int number(Page page, String expression) {
        return ((Number) page.evaluate("() => " + expression)).intValue();
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

    /** Fails if anything was found wrong. */
    void assertFaultless() {
        assertThat(faults()).as("what is wrong with the screens").isEmpty();
    }
}
