package io.flashsale.reward.points;

import static io.flashsale.reward.points.Movement.BORROWING;
import static io.flashsale.reward.points.Movement.EXPIRY;
import static io.flashsale.reward.points.Movement.FREEZE;
import static io.flashsale.reward.points.Movement.GRANT;
import static io.flashsale.reward.points.Movement.REDEMPTION;
import static io.flashsale.reward.points.Movement.RELEASE;
import static io.flashsale.reward.points.Movement.REPAYMENT;
import static io.flashsale.reward.points.Movement.RETURN;
import static io.flashsale.reward.points.Movement.REVERSAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PointsAccountTest {

    @Test
    void takesBackExactlyWhatWasGranted() {
        assertThat(new PointsAccount(5, 0, 0, 5).after(GRANT, 9).after(REVERSAL, 9))
                .isEqualTo(new PointsAccount(5, 0, 0, 5));
    }

    @Test
    void refusesANegativeBalance() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PointsAccount(3, 0, 0, 3).after(REVERSAL, 9));
        assertThatIllegalArgumentException().isThrownBy(() -> new PointsAccount(3, 0, 0, 3).after(FREEZE, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new PointsAccount(3, 0, 0, 3).after(REDEMPTION, 1));
    }

    @Test
    void turnsSpentPointsIntoDebtThatIncomingPointsPayOff() {
        PointsAccount owing = new PointsAccount(3, 0, 0, 9).after(BORROWING, 6).after(REVERSAL, 9);
        assertThat(owing).isEqualTo(new PointsAccount(0, 0, 6, 0));
        assertThat(owing.paysOff(4)).isEqualTo(4);
        assertThat(owing.paysOff(9)).isEqualTo(6);
        assertThat(owing.after(GRANT, 9).after(REPAYMENT, 6)).isEqualTo(new PointsAccount(3, 0, 0, 9));
    }

    @Test
    void holdsSpendsReleasesAndReturns() {
        PointsAccount frozen = new PointsAccount(10, 0, 0, 10).after(FREEZE, 7);
        assertThat(frozen).isEqualTo(new PointsAccount(3, 7, 0, 10));
        assertThat(frozen.after(RELEASE, 7)).isEqualTo(new PointsAccount(10, 0, 0, 10));
        PointsAccount spent = frozen.after(REDEMPTION, 7);
        assertThat(spent).isEqualTo(new PointsAccount(3, 0, 0, 10));
        assertThat(spent.after(RETURN, 7)).isEqualTo(new PointsAccount(10, 0, 0, 10));
        assertThat(spent.after(EXPIRY, 3)).isEqualTo(new PointsAccount(0, 0, 0, 10));
    }

    @Test
    void neitherMakesNorLosesPoints() {
        for (Movement movement : Movement.values()) {
            assertThat(Arrays.stream(Account.values()).mapToInt(movement::sign).sum())
                    .as(movement.name())
                    .isZero();
            assertThat(Arrays.stream(Account.values())
                            .filter(account -> movement.sign(account) != 0)
                            .count())
                    .as(movement.name())
                    .isEqualTo(2);
        }
    }
}
