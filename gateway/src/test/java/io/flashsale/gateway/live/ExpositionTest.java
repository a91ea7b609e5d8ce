package io.flashsale.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpositionTest {

    private final Exposition counts = Exposition.parse("""
            # HELP decisions_total what was decided
            # TYPE decisions_total counter
            decisions_total{application="a",outcome="admitted"} 12.0
            decisions_total{outcome="sold_out"} 3.5E3
            decisions_total{outcome="admitted"} 1.0
            decisions_total_created 99
            depth 4.0 1700000000
            nonsense{
            other{outcome="admitted"} 7
            broken{x="y"} abc
            """, List.of("decisions_total", "depth", "nonsense", "broken"));

    @Test
    void sumsOverLabels() {
        assertThat(counts.sum("decisions_total")).isEqualTo(3513.0);
        assertThat(counts.max("decisions_total")).isEqualTo(3500.0);
        assertThat(counts.sum("depth")).isEqualTo(4.0);
        assertThat(counts.by("decisions_total", "outcome")).isEqualTo(Map.of("admitted", 13.0, "sold_out", 3500.0));
    }

    @Test
    void whatIsNotThereIsUnknownAndNotZero() {
        assertThat(counts.sum("other")).isNull();
        assertThat(counts.max("other")).isNull();
        assertThat(counts.sum("broken")).isNull();
        assertThat(counts.by("other", "outcome")).isEmpty();
    }
}
