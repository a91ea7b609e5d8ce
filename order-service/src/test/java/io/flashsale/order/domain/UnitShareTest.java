package io.flashsale.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Discounts are spread over the units of an order to the last cent. */
class UnitShareTest {

    @Test
    void givesWhatIsLeftOverToTheFirstUnits() {
        List<UnitShare> shares = UnitShare.of(order(3, 1000), new Tender(cny(2300), 400, 400, "c", 300));
        assertThat(shares)
                .containsExactly(
                        new UnitShare(1, 766, 134, 134, 100),
                        new UnitShare(2, 767, 133, 133, 100),
                        new UnitShare(3, 767, 133, 133, 100));
    }

    @Test
    void addsUpWhateverIsSpentOnWhateverNumberOfUnits() {
        Random random = new Random(42);
        for (int i = 0; i < 2_000; i++) {
            int units = 1 + random.nextInt(100);
            long price = random.nextInt(20);
            long total = units * price;
            long coupon = total == 0 ? 0 : random.nextLong(total + 1);
            long points = total - coupon == 0 ? 0 : random.nextLong(total - coupon + 1);
            Tender tender = new Tender(cny(total - coupon - points), 7 * points, points, "c", coupon);
            List<UnitShare> shares = UnitShare.of(order(units, price), tender);
            assertThat(shares).hasSize(units).allSatisfy(share -> {
                assertThat(share.paid() + share.pointsDiscount() + share.couponDiscount())
                        .isEqualTo(price);
                assertThat(Math.min(share.paid(), Math.min(share.pointsDiscount(), share.couponDiscount())))
                        .isNotNegative();
            });
            assertThat(shares.stream().mapToLong(UnitShare::paid).sum())
                    .isEqualTo(tender.paid().amount());
            assertThat(shares.stream().mapToLong(UnitShare::points).sum()).isEqualTo(tender.points());
            assertThat(shares.stream().mapToLong(UnitShare::couponDiscount).sum())
                    .isEqualTo(coupon);
        }
    }

    @Test
    void splitsByTheLargestRemainder() {
        assertThat(LargestRemainder.split(10, new long[] {1, 1, 1})).containsExactly(4, 3, 3);
        assertThat(LargestRemainder.split(100, new long[] {333, 333, 334})).containsExactly(33, 33, 34);
        assertThat(LargestRemainder.split(1, new long[] {0, 5, 6})).containsExactly(0, 0, 1);
        assertThat(Arrays.stream(LargestRemainder.split(Long.MAX_VALUE, new long[] {Long.MAX_VALUE, 3}))
                        .sum())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void refusesATenderOfAnotherAmount() {
        assertThatThrownBy(() -> UnitShare.of(order(2, 100), Tender.ofMoney(cny(199))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Money cny(long fen) {
        return new Money(fen, "CNY");
    }

    private static Order order(int quantity, long price) {
        return Order.placed(
                new OrderId(1),
                "b",
                "c",
                "s",
                quantity,
                cny(price),
                "x",
                "k",
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(1));
    }
}
