package io.flashsale.loadtest.simulations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CrowdTest {

    private final Crowd crowd = new Crowd(
            new Crowd.Mix(10, 10, 10, 40, 20, 12, 5, 0),
            Crowd.Arrival.AT_ONCE,
            Duration.ofSeconds(6),
            Duration.ofSeconds(6));

    @Test
    void isTheSameForTheSameSeed() {
        List<String> skus = List.of("a", "b");

        assertThat(crowd.shoppers(500, 7, skus)).isEqualTo(crowd.shoppers(500, 7, skus));
        assertThat(crowd.shoppers(500, 7, skus)).isNotEqualTo(crowd.shoppers(500, 8, skus));
    }

    @Test
    void keepsItsShares() {
        Map<Shopper.Style, Long> styles = crowd.shoppers(10_000, 1, List.of("a")).stream()
                .collect(Collectors.groupingBy(Shopper::style, Collectors.counting()));

        assertThat(styles.get(Shopper.Style.EARLY)).isBetween(850L, 1_150L);
        assertThat(styles.get(Shopper.Style.TWO_KEYS)).isBetween(850L, 1_150L);
        assertThat(styles.get(Shopper.Style.SAME_KEY)).isBetween(850L, 1_150L);
        assertThat(styles.get(Shopper.Style.PLAIN)).isBetween(6_700L, 7_300L);
    }

    @Test
    void clicksWithinTheRushAndWantsEveryItem() {
        List<Shopper> shoppers = crowd.shoppers(1_000, 1, List.of("a", "b"));

        assertThat(shoppers)
                .allSatisfy(
                        shopper -> assertThat(shopper.clicksAfter()).isBetween(Duration.ZERO, Duration.ofSeconds(6)));
        assertThat(shoppers.stream().map(Shopper::sku).distinct()).containsExactly("a", "b");
        assertThat(shoppers.stream().collect(Collectors.toMap(Shopper::buyer, Function.identity())))
                .hasSize(1_000);
    }

    @Test
    void refusesSharesOfMoreThanEverybody() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Crowd.Mix(50, 50, 1, 0, 0, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Crowd.Mix(0, 0, 0, 101, 0, 0, 0, 0));
    }
}
