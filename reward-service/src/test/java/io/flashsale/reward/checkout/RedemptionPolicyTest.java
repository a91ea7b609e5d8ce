package io.flashsale.reward.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flashsale.reward.RewardProperties;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedemptionPolicyTest {

    @Test
    void turnsPointsIntoMoneyExactly() {
        assertThat(policy(100, 100, 50).points(checkout(1000, 250), 0)).isEqualTo(250);
        assertThat(policy(1000, 100, 50).points(checkout(1000, 250), 0)).isEqualTo(25);
        assertThatThrownBy(() -> policy(1000, 100, 50).points(checkout(1000, 255), 0))
                .hasMessage("Points are used in multiples of 10.");
    }

    @Test
    void letsPointsPayNoMoreThanTheirShare() {
        assertThat(policy(100, 100, 50).points(checkout(1001, 500), 0)).isEqualTo(500);
        assertThatThrownBy(() -> policy(100, 100, 50).points(checkout(1001, 501), 0))
                .hasMessage("At most 500 points can be used for this order.");
        assertThatThrownBy(() -> policy(1000, 100, 50).points(checkout(1001, 9000), 0))
                .hasMessage("At most 5000 points can be used for this order.");
    }

    @Test
    void alwaysLeavesSomethingToPay() {
        RedemptionPolicy everything = policy(100, 100, 100);
        assertThat(everything.points(checkout(1000, 999), 0)).isEqualTo(999);
        assertThatThrownBy(() -> everything.points(checkout(1000, 1000), 0)).hasMessageContaining("At most 999");
        assertThat(everything.coupon(5000, 1000)).isEqualTo(999);
        assertThatThrownBy(() -> everything.points(checkout(1000, 1), 999)).hasMessageContaining("At most 0");
    }

    private static Checkout checkout(long amount, long points) {
        return new Checkout("o", "b", amount, points, null);
    }

    private static RedemptionPolicy policy(int points, int amount, int maxShare) {
        return new RedemptionPolicy(new RewardProperties(
                "CNY",
                Duration.ofDays(1),
                Duration.ofDays(1),
                Duration.ofDays(1),
                1,
                2,
                new RewardProperties.Redemption(points, amount, maxShare)));
    }
}
