package io.flashsale.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody who answers badly is asked less, not more. */
class BrownOutIsNoAvalancheTest {

    private final AtomicInteger arrived = new AtomicInteger();
    private final Dependency dependency =
            new Dependency("peer", PeerUnavailable.class::isInstance, PeerUnavailable::new);

    @AfterEach
    void forgetDeadline() {
        Deadline.forget();
    }

    @Test
    void asksADeadPeerLessOftenThanItsCallersAsk() {
        int calls = 1_000;
        for (int i = 0; i < calls; i++) {
            assertThatThrownBy(() -> dependency.call(true, this::fail)).isInstanceOf(PeerUnavailable.class);
        }
        // The window of 20 calls is full at once; then a few try again every two seconds.
        assertThat(arrived.get()).isLessThan(60);
    }

    @Test
    void repeatsNoMoreThanAFifthOfTheCallsWhileEveryThirdFails() {
        int calls = 600;
        int failed = 0;
        for (int i = 0; i < calls; i++) {
            try {
                dependency.call(true, () -> {
                    if (arrived.incrementAndGet() % 3 == 0) {
                        throw new PeerUnavailable("planned");
                    }
                    return 1;
                });
            } catch (PeerUnavailable e) {
                failed++;
            }
        }
        assertThat(arrived.get() - calls).isBetween(1, calls / 5 + 10);
        assertThat(failed).isLessThan(calls / 3);
    }

    @Test
    void repeatsNothingThatMayNotBeRepeatedOrWasAnswered() {
        assertThatThrownBy(() -> dependency.call(false, this::fail)).isInstanceOf(PeerUnavailable.class);
        assertThat(arrived.get()).isEqualTo(1);
        assertThatThrownBy(() -> dependency.call(true, () -> {
                    arrived.incrementAndGet();
                    throw new PeerProblem(409, "no", "no");
                }))
                .isInstanceOf(PeerProblem.class);
        assertThat(arrived.get()).isEqualTo(2);
    }

    @Test
    void repeatsNothingThatNobodyWaitsFor() {
        Deadline.in(Duration.ZERO);
        assertThatThrownBy(() -> dependency.call(true, this::fail)).isInstanceOf(PeerUnavailable.class);
        assertThat(arrived.get()).isEqualTo(1);
    }

    private int fail() {
        arrived.incrementAndGet();
        throw new PeerUnavailable("planned");
    }
}
