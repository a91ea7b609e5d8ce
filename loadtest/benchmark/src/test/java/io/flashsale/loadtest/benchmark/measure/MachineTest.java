package io.flashsale.loadtest.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {

    @Test
    void stealAndWorkAreSharesOfTheTimeBetweenTwoLooks() {
        Machine before = Machine.parse(List.of("cpu  100 0 100 700 0 0 0 100 0 0", "cpu0 1 1 1 1 1 1 1 1 1 1"));
        Machine after = Machine.parse(List.of("cpu  150 0 110 725 5 0 0 110 0 0"));

        assertThat(after.stealSince(before)).isEqualTo(0.1, within(1e-9));
        assertThat(after.busySince(before)).isEqualTo(0.6, within(1e-9));
    }

    @Test
    void aSystemThatTellsNothingHasNoSteal() {
        Machine silent = new Machine(0, 0, 0);

        assertThat(silent.stealSince(silent)).isZero();
        assertThat(silent.busySince(silent)).isZero();
    }
}
