package io.flashsale.loadtest.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final Table TABLE = new Table(
            "arm",
            List.of("per second", "ms"),
            List.of(
                    new Table.Row("A", "the first", List.of("1,000", "1.5")),
                    new Table.Row("LONG", "", List.of("20", "117.25"))));

    @Test
    void columnsStandBelowEachOther() {
        assertThat(TABLE.aligned())
                .containsExactly(
                        "  arm   per second      ms",
                        "  A          1,000     1.5",
                        "  LONG          20  117.25",
                        "  A     the first");
    }

    @Test
    void namesAndDescriptionsShareACellOfAPage() {
        assertThat(TABLE.markdown())
                .containsExactly(
                        "| arm | per second | ms |",
                        "|---|--:|--:|",
                        "| A the first | 1,000 | 1.5 |",
                        "| LONG | 20 | 117.25 |");
    }

    @Test
    void aRowOfAnotherWidthIsRefused() {
        List<Table.Row> rows = List.of(new Table.Row("A", "", List.of("1")));

        assertThatThrownBy(() -> new Table("arm", List.of("x", "y"), rows))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
