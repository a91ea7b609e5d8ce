package io.flashsale.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** An event is heard if and only if its transaction committed, and has its effect once however often it arrives. */
class EventsIT extends MessagingIT {

    /** The sweep leaves younger rows alone. */
    private static final Duration SWEEP_AGE = Duration.ofSeconds(5);

    @Test
    void deliversWhatACommittedTransactionPublishedWithoutWaitingForTheSweep() {
        String key = key();
        Instant published = Instant.now();
        publish(key);

        await().atMost(SOON).until(() -> ear.times(key) == 1);
        assertThat(ear.heardAt(key)).isBefore(published.plus(SWEEP_AGE));
        await().atMost(SOON).until(() -> count("outbox_message", key) == 0);
    }

    @Test
    void neverDeliversWhatARolledBackTransactionPublished() {
        String undone = key();
        String done = key();
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            publisher.publish(new OutgoingEvent(TOPIC, ear.tag(), undone, new Ear.Said(undone)));
            status.setRollbackOnly();
        });
        publish(done);

        await().atMost(SOON).until(() -> ear.times(done) == 1);
        assertThat(ear.times(undone)).isZero();
        assertThat(count("outbox_message", undone)).isZero();
    }

    @Test
    void refusesToPublishOutsideATransaction() {
        assertThatIllegalStateException()
                .isThrownBy(() -> publisher.publish(new OutgoingEvent(TOPIC, ear.tag(), "x", new Ear.Said("x"))));
    }

    @Test
    void sendsWhatACrashLeftBehindAndTellsHowOldItIs() {
        String key = key();
        jdbc.update(
                "INSERT INTO outbox_message (event_id, topic, tag, message_key, payload, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, NOW(3) - INTERVAL 1 MINUTE)",
                UUID.randomUUID().toString(),
                TOPIC,
                ear.tag(),
                key,
                said(key));

        await().atMost(SOON).until(() -> outboxAgeSeconds() > 50);
        await().atMost(SOON).until(() -> ear.times(key) == 1);
        await().atMost(SOON).until(() -> count("outbox_message", key) == 0 && outboxAgeSeconds() < 50);
    }

    @Test
    void sendsTheOthersThoughOneCanNeverBeSent() {
        String good = key();
        jdbc.update(
                "INSERT INTO outbox_message (event_id, topic, tag, message_key, payload, created_at)"
                        + " VALUES ('', ?, ?, 'bad', '{}', NOW(3) - INTERVAL 1 MINUTE),"
                        + " (?, ?, ?, ?, ?, NOW(3) - INTERVAL 1 MINUTE)",
                TOPIC,
                ear.tag(),
                good,
                TOPIC,
                ear.tag(),
                good,
                said(good));
        try {
            await().atMost(SOON).until(() -> ear.times(good) == 1);
            assertThat(count("outbox_message", "bad")).isEqualTo(1);
        } finally {
            jdbc.update("DELETE FROM outbox_message WHERE message_key = 'bad'");
        }
    }

    @Test
    void delaysWhatIsDueLater() {
        String key = key();
        Instant due = Instant.now().plusSeconds(3);
        publish(key, due, key.replace("-", ""));

        await().atMost(SOON).until(() -> ear.times(key) == 1);
        // The broker's timer wheel ticks once a second.
        assertThat(ear.heardAt(key)).isAfter(due.minusSeconds(1));
    }

    @Test
    void hasItsEffectOnceHoweverOftenItArrives() throws Exception {
        String key = key();
        String eventId = UUID.randomUUID().toString();
        double before = consumed();
        for (int i = 0; i < 3; i++) {
            send(List.of(message(ear.tag(), key, eventId, said(key))));
        }

        await().atMost(SOON).until(() -> consumed() >= before + 3);
        assertThat(ear.attempts(key)).hasSize(1);
    }

    private double consumed() {
        return meters.counter("flashsale.messages.consumed", "group", ear.group(), "topic", TOPIC)
                .count();
    }

    private double outboxAgeSeconds() {
        return meters.get("flashsale.outbox.oldest.age").timeGauge().value();
    }
}
