package io.flashsale.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.web.Spans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyContext;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.JdbcTemplate;

class DeliveryTest {

    private final ConsumeConcurrentlyContext broker =
            new ConsumeConcurrentlyContext(new MessageQueue("topic", "broker-a", 0));

    @Test
    void asksForALongerDelayAfterEveryAttempt() {
        for (int attempt = 1; attempt <= 5; attempt++) {
            assertThat(deliver(failingFor("a"), message("a", attempt)))
                    .isEqualTo(ConsumeConcurrentlyStatus.RECONSUME_LATER);
            // 1 s, 2 s, 4 s, 8 s and 16 s, rounded up to 1 s, 5 s, 5 s, 10 s and 30 s.
            assertThat(broker.getDelayLevelWhenNextConsume())
                    .isEqualTo(List.of(1, 2, 2, 3, 4).get(attempt - 1));
        }
    }

    @Test
    void asksForWhatFailedAndAcknowledgesWhatWasBeforeIt() {
        assertThat(deliver(failingFor("c"), message("a", 1), message("b", 1), message("c", 1), message("d", 1)))
                .isEqualTo(ConsumeConcurrentlyStatus.CONSUME_SUCCESS);
        assertThat(broker.getAckIndex()).isEqualTo(1);
    }

    @Test
    void asksForEverythingWithoutTryingEachWhenInfrastructureIsLost() {
        List<Integer> sizes = new ArrayList<>();
        Consumer<List<InboundMessage>> locked = messages -> {
            sizes.add(messages.size());
            throw new CannotAcquireLockException("lock wait");
        };

        assertThat(deliver(locked, message("a", 1), message("b", 1)))
                .isEqualTo(ConsumeConcurrentlyStatus.RECONSUME_LATER);
        assertThat(sizes).containsExactly(2);
    }

    /** Without a database: nothing can be parked, and nothing is lost. */
    @Test
    void asksAgainForWhatCanNeitherBeHandledNorParked() {
        assertThat(deliver(failingFor("a"), message("a", 6))).isEqualTo(ConsumeConcurrentlyStatus.RECONSUME_LATER);
    }

    private ConsumeConcurrentlyStatus deliver(Consumer<List<InboundMessage>> listener, MessageExt... messages) {
        Delivery delivery = new Delivery(
                new ParkMessage(
                        new ParkedMessages(new JdbcTemplate(new NoDatabase())),
                        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), () -> 0.5),
                        1,
                        Clock.systemUTC()),
                new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(2), () -> 0.5),
                6,
                new MessagingMeters(new SimpleMeterRegistry()));
        Endpoint endpoint =
                new Endpoint(new Subscription<>("topic", "*", "group", String.class), 16, Spans.unseen(), listener);
        return delivery.deliver(endpoint, Stream.of(messages).toList(), broker);
    }

    private static Consumer<List<InboundMessage>> failingFor(String eventId) {
        return messages -> {
            if (messages.stream()
                    .anyMatch(message -> message.context().eventId().equals(eventId))) {
                throw new IllegalStateException("told to fail");
            }
        };
    }

    private static MessageExt message(String eventId, int attempt) {
        MessageExt message = new MessageExt();
        message.setTopic("topic");
        message.setMsgId(eventId);
        message.setReconsumeTimes(attempt - 1);
        message.setBody(new byte[] {'{', '}'});
        return message;
    }
}
