package io.flashsale.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What fails is tried again, later each time, a limited number of times; then it waits with all that is known of it. */
class RetriesAreBoundedIT extends MessagingIT {

    @Test
    void triesAgainLaterAndParksWithEverythingKnownAfterTheLastAttempt() {
        String key = key();
        String fails = key();
        String trace = key().replace("-", "");
        ear.when(key, attempt -> attempt < 3 ? new IllegalStateException("not yet") : null);
        ear.when(fails, _ -> new IllegalStateException("this order cannot be cancelled"));
        publish(key);
        publish(fails, null, trace);

        await().atMost(SOON).until(() -> isParked(fails));
        Map<String, @Nullable Object> row = row(fails);
        assertThat(row)
                .containsEntry("status", "PARKED")
                .containsEntry("consumer_group", ear.group())
                .containsEntry("topic", TOPIC)
                .containsEntry("tag", ear.tag())
                .containsEntry("schema_version", "1")
                .containsEntry("error_class", IllegalStateException.class.getName())
                .containsEntry("error_message", "this order cannot be cancelled")
                .containsEntry("attempts", 3)
                .containsEntry("trace_id", trace)
                .containsEntry("replay_at", null);
        assertThat((byte[]) row.get("payload")).isEqualTo(said(fails).getBytes(StandardCharsets.UTF_8));
        assertThat((LocalDateTime) row.get("first_failed_at")).isBefore((LocalDateTime) row.get("last_failed_at"));

        List<Instant> attempts = ear.attempts(fails);
        assertThat(attempts).hasSize(3);
        assertThat(Duration.between(attempts.get(0), attempts.get(1))).isGreaterThan(Duration.ofMillis(800));
        assertThat(Duration.between(attempts.get(1), attempts.get(2))).isGreaterThan(Duration.ofMillis(800));
        await().atMost(SOON).until(() -> ear.times(key) == 1);
        assertThat(ear.attempts(key)).hasSize(3);
        assertThat(isParked(key)).isFalse();
        assertThat(meters.counter("flashsale.messages.retried", "group", ear.group(), "topic", TOPIC)
                        .count())
                .isGreaterThanOrEqualTo(4);
        await().atMost(SOON).until(() -> parkedGauge() >= 1);
    }

    @Test
    void parksWhatNobodyCanReadAtOnceAndGoesOnWithTheOthers() throws Exception {
        String before = key();
        String poison = key();
        String after = key();
        send(List.of(
                message(Crowd.TAG, before, before, said(before)),
                message(Crowd.TAG, poison, poison, "{not json"),
                message(Crowd.TAG, after, after, said(after))));

        await().atMost(SOON).until(() -> isParked(poison) && crowd.heard().containsAll(List.of(before, after)));
        assertThat(row(poison)).containsEntry("attempts", 1).containsEntry("schema_version", "7");
        assertThat(String.valueOf(row(poison).get("error_class"))).contains("jackson");
    }

    @Test
    void parksOnlyTheMessageThatIsToBlameForTheFailureOfItsBatch() throws Exception {
        String good = key();
        String bad = "bad-" + key();
        String alsoGood = key();
        send(List.of(
                message(Crowd.TAG, good, good, said(good)),
                message(Crowd.TAG, bad, bad, said(bad)),
                message(Crowd.TAG, alsoGood, alsoGood, said(alsoGood))));

        await().atMost(SOON).until(() -> isParked(bad));
        assertThat(crowd.largestBatch()).isGreaterThan(1);
        assertThat(crowd.heard()).contains(good, alsoGood);
        assertThat(isParked(good) || isParked(alsoGood)).isFalse();
        assertThat(row(bad)).containsEntry("attempts", 3).containsEntry("error_message", "a bad one among 1");
    }

    private double parkedGauge() {
        return meters.find("flashsale.messages.parked").tags("group", ear.group(), "topic", TOPIC).gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }
}
