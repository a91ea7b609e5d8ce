package io.flashsale.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.messaging.ReplayMessage.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Instances and operators share the parking lot; a message is replayed by one of them at a time. */
class ReplayHappensOnceIT extends MessagingIT {

    @Autowired
    ParkedMessages parked;

    @Autowired
    Endpoints endpoints;

    @Test
    void letsOneOfTwoInstancesReplay() throws Exception {
        String key = key();
        CountDownLatch goOn = new CountDownLatch(1);
        // This group does not record what it consumed: nothing but the claim keeps the second instance out.
        secondEar.when(key, _ -> {
            await().atMost(SOON).until(() -> goOn.getCount() == 0);
            return null;
        });
        long id = parked(key, secondEar.group(), 0);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> first = threads.submit(() -> instance().replay(id, "one", "repaired"));
            await().atMost(SOON).until(() -> secondEar.attempts(key).size() == 1);
            Future<Outcome> second = threads.submit(() -> instance().replay(id, "two", "repaired"));
            try {
                await().atMost(SOON)
                        .until(() -> second.isDone() || secondEar.attempts(key).size() > 1);
                assertThat(secondEar.attempts(key)).hasSize(1);
                assertThat(second.get()).isEqualTo(new Outcome.Running());
                assertThat(parked.discard(id, "three", "not needed")).isFalse();
            } finally {
                goOn.countDown();
            }
            assertThat(first.get()).isEqualTo(new Outcome.Replayed());
        }
        assertThat(instance().replay(id, "two", "repaired"))
                .isEqualTo(new Outcome.NotParked(ParkedMessage.Status.REPLAYED));
        assertThat(secondEar.times(key)).isEqualTo(1);
        assertThat(row(key)).containsEntry("decided_by", "one");
    }

    @Test
    void letsOneOfManyTimersTakeADueMessage() throws Exception {
        String key = key();
        long id = parked(key, "test-service_gone", 1);
        List<ParkedMessages.Due> due =
                parked.due(50).stream().filter(one -> one.id() == id).toList();
        assertThat(due).hasSize(1);
        List<Future<Boolean>> claims = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                claims.add(threads.submit(() -> parked.claim(due.getFirst(), Duration.ofMillis(1))));
            }
        }
        int taken = 0;
        for (Future<Boolean> claim : claims) {
            taken += claim.get() ? 1 : 0;
        }
        assertThat(taken).isEqualTo(1);
    }

    /** What another process would have, on the same database. */
    private ReplayMessage instance() {
        return new ReplayMessage(
                new ParkedMessages(jdbc),
                endpoints,
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), () -> 0.5),
                2,
                new MessagingMeters(meters));
    }
}
