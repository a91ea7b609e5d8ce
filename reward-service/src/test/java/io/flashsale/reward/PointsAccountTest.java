package io.flashsale.reward;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PointsAccountTest {

    @Test
    void earnsOnePointPerFullHundredMinorUnits() {
        assertThat(new Money(99, "CNY").points()).isZero();
        assertThat(new Money(100, "CNY").points()).isEqualTo(1);
        assertThat(new Money(1999, "CNY").points()).isEqualTo(19);
    }

    @Test
    void takesBackExactlyWhatWasGranted() {
        assertThat(new PointsAccount(5, 0).granted(9).reversed(9)).isEqualTo(new PointsAccount(5, 0));
    }

    @Test
    void turnsSpentPointsIntoDebtInsteadOfANegativeBalance() {
        assertThat(new PointsAccount(3, 0).reversed(9)).isEqualTo(new PointsAccount(0, 6));
    }

    @Test
    void paysDebtOffBeforeAGrantCounts() {
        assertThat(new PointsAccount(0, 6).granted(4)).isEqualTo(new PointsAccount(0, 2));
        assertThat(new PointsAccount(0, 6).granted(9)).isEqualTo(new PointsAccount(3, 0));
    }
}
