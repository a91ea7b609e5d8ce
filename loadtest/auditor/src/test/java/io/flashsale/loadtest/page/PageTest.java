package io.flashsale.loadtest.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final String PAGE = """
            # Words
            <!-- bench admission -->
            <!-- /bench admission -->
            More words.
            """;

    @Test
    void replacesWhatStoodThereAndNothingElse() {
        String once = Page.filled(PAGE, "bench admission", List.of("old", "| figures |"));
        String twice = Page.filled(once, "bench admission", List.of("new"));

        assertThat(once).contains("old\n| figures |\n").startsWith("# Words\n").endsWith("More words.\n");
        assertThat(twice).isEqualTo("""
                # Words
                <!-- bench admission -->

                new

                <!-- /bench admission -->
                More words.
                """);
    }

    @Test
    void saysThatAPageHasNoPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Page.filled(PAGE, "bench gateway", List.of()))
                .withMessageContaining("<!-- bench gateway -->");
    }
}
