package io.flashsale.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

/** What was parked because infrastructure was lost needs no operator, unless it stays lost. */
class TransientFailuresAreReplayedIT extends MessagingIT {

    @Test
    void replaysWhatWasParkedWhileInfrastructureWasLost() {
        String key = key();
        // Three deliveries by the broker and one replay meet the lock, the second replay does not.
        ear.when(key, attempt -> attempt < 5 ? new CannotAcquireLockException("lock wait") : null);
        publish(key);

        await().atMost(SOON).until(() -> is(key, "REPLAYED"));
        assertThat(ear.times(key)).isEqualTo(1);
        assertThat(row(key))
                .containsEntry("attempts", 5)
                .containsEntry("decided_by", "timer")
                .containsEntry("reason", "transient failure")
                .containsEntry("replay_at", null);
        assertThat(meters.counter(
                                "flashsale.messages.replayed",
                                "group",
                                ear.group(),
                                "topic",
                                TOPIC,
                                "by",
                                "timer",
                                "result",
                                "succeeded")
                        .count())
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void leavesWhatStaysLostToAnOperatorAfterTheLastReplay() {
        String key = key();
        ear.when(key, _ -> new CannotAcquireLockException("lock wait"));
        parked(key, ear.group(), 2);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(row(key))
                        .containsEntry("status", "PARKED")
                        .containsEntry("attempts", 5)
                        .containsEntry("replays_left", 0)
                        .containsEntry("replay_at", null));
        assertThat(ear.attempts(key)).hasSize(2);
    }

    @Test
    void leavesWhatTurnsOutToBeNoLossOfInfrastructureToAnOperator() {
        String key = key();
        ear.when(key, _ -> new IllegalStateException("this order cannot be cancelled"));
        parked(key, ear.group(), 2);

        await().atMost(SOON)
                .until(() -> row(key).get("replay_at") == null
                        && "this order cannot be cancelled".equals(row(key).get("error_message")));
        assertThat(ear.attempts(key)).hasSize(1);
        assertThat(row(key)).containsEntry("status", "PARKED");
    }
}
