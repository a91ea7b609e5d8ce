package io.flashsale.loadtest.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void theMedianIsTheMiddleValueWhateverTheOrder() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).contains(new Spread(2, 1, 9));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 100.0))).contains(new Spread(3, 1, 100));
    }

    @Test
    void nothingMeasuredHasNoMedian() {
        assertThat(Spread.of(List.of())).isEmpty();
    }
}
