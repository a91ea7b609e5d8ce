package io.flashsale.reward.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.reward.Purchase;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RewardedOrderTest {

    private static final RewardedOrder NEW = new RewardedOrder("o", null, null, null, 0, 0, 0, false);

    @Test
    void reversesTheShareThatIsRefundedRoundedDown() {
        RewardedOrder order = granted(1990, 19);
        assertThat(order.refunded(995, 1990).reversed()).isEqualTo(9);
        assertThat(order.refunded(1, 1990).reversed()).isZero();
    }

    @Test
    void endsExactlyAtTheGrantHoweverThePriceIsSplit() {
        RandomGenerator random = RandomGenerator.getDefault();
        for (int round = 0; round < 1_000; round++) {
            long price = random.nextLong(1, 1_000_000_000_000L);
            long points = random.nextLong(0, 1_000_000_000_000L);
            RewardedOrder order = granted(price, points);
            long left = price;
            while (left > 0) {
                long part = random.nextInt(4) == 0 ? left : random.nextLong(0, left + 1);
                assertThat(order.closed()).isFalse();
                RewardedOrder next = order.refunded(part, price);
                assertThat(next.reversed()).isBetween(order.reversed(), points);
                order = next;
                left -= part;
            }
            assertThat(order.reversed()).isEqualTo(points);
            assertThat(order.closed()).isTrue();
        }
    }

    @Test
    void reversesWhatIsLeftAsAWhole() {
        RewardedOrder order = granted(1990, 19).refunded(995, 1990).reversedAll();
        assertThat(List.of(order.reversed(), order.granted())).containsOnly(19L);
        assertThat(order.closed()).isTrue();
    }

    private static RewardedOrder granted(long price, long points) {
        return NEW.granted(new Purchase("b", price, null), points);
    }
}
