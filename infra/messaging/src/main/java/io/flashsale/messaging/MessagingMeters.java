package io.flashsale.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What is counted, by consumer group and topic. */
final class MessagingMeters {

    private final MeterRegistry registry;
    private final MultiGauge parked;

    MessagingMeters(MeterRegistry registry) {
        this.registry = registry;
        this.parked = MultiGauge.builder("flashsale.messages.parked")
                .description("messages that are parked now, in the database all instances of the service share")
                .register(registry);
    }

    void consumed(String group, InboundMessage message) {
        registry.counter("flashsale.messages.consumed", tags(group, message)).increment();
        Duration delay = message.delay();
        if (delay != null) {
            registry.timer("flashsale.messages.delay", tags(group, message)).record(delay);
        }
    }

    /** Sent back to the broker to be delivered again. */
    void retried(String group, InboundMessage message) {
        registry.counter("flashsale.messages.retried", tags(group, message)).increment();
    }

    /** Replayed from the parking lot, by a timer or an operator, with or without success. */
    void replayed(String group, InboundMessage message, boolean automatic, boolean succeeded) {
        registry.counter(
                        "flashsale.messages.replayed",
                        tags(group, message)
                                .and("by", automatic ? "timer" : "operator")
                                .and("result", succeeded ? "succeeded" : "failed"))
                .increment();
    }

    void parkedNow(List<ParkedMessages.Count> counts) {
        parked.register(
                counts.stream()
                        .map(count -> MultiGauge.Row.of(
                                Tags.of("group", count.group(), "topic", count.topic()), count.messages()))
                        .toList(),
                true);
    }

    void outboxAge(Supplier<Number> millis) {
        TimeGauge.builder("flashsale.outbox.oldest.age", millis, TimeUnit.MILLISECONDS)
                .description("age of the oldest event that the broker has not got yet")
                .register(registry);
    }

    private static Tags tags(String group, InboundMessage message) {
        return Tags.of("group", group, "topic", message.context().topic());
    }
}
