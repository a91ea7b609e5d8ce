package io.flashsale.order.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.order.admission.Turns.Turn;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Turns turns = new Turns();

    @Test
    void theNextOneWaitsUntilNobodyHoldsTheTurnAnyMore() throws Exception {
        Turn first = turns.take("ann", "key", LONG).orElseThrow();
        first.share();
        first.release();
        assertThat(turns.take("ann", "key", Duration.ofMillis(20)))
                .as("the attempt is not decided yet")
                .isEmpty();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<Turn>> second = threads.submit(() -> turns.take("ann", "key", LONG));
            first.release();
            assertThat(second.get()).isPresent();
        }
    }

    @Test
    void othersNeedNotWait() throws Exception {
        turns.take("ann", "key", LONG);
        assertThat(turns.take("ann", "another", Duration.ZERO)).isPresent();
        assertThat(turns.take("bob", "key", Duration.ZERO)).isPresent();
    }

    @Test
    void manyTakeTheirTurnsOneAfterTheOther() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger served = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> clicks = Collections.nCopies(500, () -> {
                Turn turn = turns.take("ann", "key", LONG).orElseThrow();
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                served.incrementAndGet();
                inside.decrementAndGet();
                turn.release();
                return true;
            });
            threads.invokeAll(clicks);
        }
        assertThat(served).hasValue(500);
        assertThat(most).hasValue(1);
    }
}
