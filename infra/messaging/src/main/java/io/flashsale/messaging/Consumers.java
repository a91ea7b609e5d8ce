package io.flashsale.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.exception.MQClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Connects every listener bean to the broker, and one more consumer to what the broker gave up. Begins after the rest of
 * the application is ready and ends first, after letting messages in hand finish.
 */
final class Consumers implements SmartLifecycle {

    /** After everything a listener may need. */
    static final int PHASE = Integer.MAX_VALUE - 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Consumers.class);
    private static final int USUAL_PULL = 32;
    private static final Duration RETRY_EVERY = Duration.ofSeconds(1);

    private final RocketClients rocket;
    private final Endpoints endpoints;
    private final Delivery delivery;
    private final DeadLetters deadLetters;
    private final String deadLetterGroup;
    private final List<Thread> connecting = new ArrayList<>();
    private final List<DefaultMQPushConsumer> started = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    Consumers(
            RocketClients rocket,
            Endpoints endpoints,
            Delivery delivery,
            DeadLetters deadLetters,
            String deadLetterGroup) {
        this.rocket = rocket;
        this.endpoints = endpoints;
        this.delivery = delivery;
        this.deadLetters = deadLetters;
        this.deadLetterGroup = deadLetterGroup;
    }

    @Override
    public void start() {
        running = true;
        for (Endpoint endpoint : endpoints.all()) {
            connect(endpoint.group(), () -> consumerOf(endpoint));
        }
        if (!endpoints.all().isEmpty()) {
            connect(deadLetterGroup, this::consumerOfDeadLetters);
        }
    }

    /** Whether every listener is connected. */
    boolean allConnected() {
        return started.size() == endpoints.all().size() + (endpoints.all().isEmpty() ? 0 : 1);
    }

    private DefaultMQPushConsumer consumerOf(Endpoint endpoint) throws MQClientException {
        Subscription<?> subscription = endpoint.subscription();
        DefaultMQPushConsumer consumer = rocket.consumer(subscription.group(), subscription.concurrency());
        consumer.subscribe(subscription.topic(), subscription.tag());
        consumer.setConsumeMessageBatchMaxSize(endpoint.maxBatch());
        consumer.setPullBatchSize(Math.max(USUAL_PULL, endpoint.maxBatch()));
        MessageListenerConcurrently listener = (messages, broker) -> delivery.deliver(endpoint, messages, broker);
        consumer.registerMessageListener(listener);
        return consumer;
    }

    /** The topics come into being with the first dead letter. */
    private DefaultMQPushConsumer consumerOfDeadLetters() throws MQClientException {
        DefaultMQPushConsumer consumer = rocket.consumer(deadLetterGroup, 1);
        // There is no further place for them: until they are parked they stay where they are.
        consumer.setMaxReconsumeTimes(Integer.MAX_VALUE);
        for (Endpoint endpoint : endpoints.all()) {
            consumer.subscribe(InboundMessage.deadLetterTopic(endpoint.group()), "*");
        }
        consumer.registerMessageListener(deadLetters);
        return consumer;
    }

    private interface Maker {
        DefaultMQPushConsumer make() throws MQClientException;
    }

    /** Tries until it succeeds: a name server that is away must not keep the service from answering. */
    private void connect(String group, Maker maker) {
        connecting.add(Thread.ofVirtual().name("connect-" + group).start(() -> {
            while (running) {
                DefaultMQPushConsumer consumer = null;
                try {
                    consumer = maker.make();
                    consumer.start();
                    started.add(consumer);
                    LOG.info("{} listens", group);
                    return;
                } catch (MQClientException | RuntimeException e) {
                    LOG.warn("{} waits for the broker: {}", group, e.getMessage());
                    if (consumer != null) {
                        consumer.shutdown();
                    }
                    LockSupport.parkNanos(RETRY_EVERY.toNanos());
                }
            }
        }));
    }

    @Override
    public void stop() {
        running = false;
        for (Thread thread : connecting) {
            LockSupport.unpark(thread);
            try {
                thread.join(RETRY_EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        connecting.clear();
        CompletableFuture.allOf(started.stream()
                        .map(consumer -> CompletableFuture.runAsync(consumer::shutdown))
                        .toArray(CompletableFuture[]::new))
                .join();
        started.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
