package io.flashsale.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doublesUpToItsBound() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), () -> 0.5);

        assertThat(backoff.after(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.after(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backoff.after(3)).isEqualTo(Duration.ofSeconds(4));
        assertThat(backoff.after(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(backoff.after(5)).isEqualTo(Duration.ofSeconds(10));
        assertThat(backoff.after(1_000)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void staysBoundedHoweverLongTheFirstWaitIs() {
        Backoff backoff = new Backoff(Duration.ofDays(300_000), Duration.ofDays(400_000), () -> 0.5);

        for (int failures = 2; failures < 100; failures++) {
            assertThat(backoff.after(failures)).isEqualTo(Duration.ofDays(400_000));
        }
    }

    @Test
    void scattersByHalf() {
        assertThat(new Backoff(Duration.ofSeconds(4), Duration.ofSeconds(4), () -> 0).after(1))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(new Backoff(Duration.ofSeconds(4), Duration.ofSeconds(4), () -> 0.999).after(1))
                .isBetween(Duration.ofMillis(5_990), Duration.ofSeconds(6));
    }

    @Test
    void isRoundedUpToWhatTheBrokerOffers() {
        assertThat(BrokerDelay.levelOf(Duration.ofMillis(500))).isEqualTo(1);
        assertThat(BrokerDelay.levelOf(Duration.ofSeconds(1))).isEqualTo(1);
        assertThat(BrokerDelay.levelOf(Duration.ofMillis(1_001))).isEqualTo(2);
        assertThat(BrokerDelay.levelOf(Duration.ofSeconds(31))).isEqualTo(5);
        assertThat(BrokerDelay.levelOf(Duration.ofDays(1))).isEqualTo(14);
    }
}
