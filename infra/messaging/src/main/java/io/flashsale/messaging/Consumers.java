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
 * Connects every listener bean to the broker. Begins after the rest of the application is ready and ends first, after
 * letting messages in hand finish.
 */
final class Consumers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Consumers.class);
    private static final int USUAL_PULL = 32;
    private static final Duration RETRY_EVERY = Duration.ofSeconds(1);

    private final RocketClients rocket;
    private final Delivery delivery;
    private final List<EventListener<?>> listeners;
    private final List<BatchListener<?>> batchListeners;
    private final List<Thread> connecting = new ArrayList<>();
    private final List<DefaultMQPushConsumer> started = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    Consumers(
            RocketClients rocket,
            Delivery delivery,
            List<EventListener<?>> listeners,
            List<BatchListener<?>> batchListeners) {
        this.rocket = rocket;
        this.delivery = delivery;
        this.listeners = listeners;
        this.batchListeners = batchListeners;
    }

    @Override
    public void start() {
        running = true;
        for (EventListener<?> listener : listeners) {
            connect(
                    listener.subscription(),
                    1,
                    (messages, broker) -> delivery.one(listener, messages.getFirst(), broker));
        }
        for (BatchListener<?> listener : batchListeners) {
            connect(
                    listener.subscription(),
                    listener.maxBatch(),
                    (messages, broker) -> delivery.many(listener, messages, broker));
        }
    }

    /** Whether every listener is connected. */
    boolean allConnected() {
        return started.size() == listeners.size() + batchListeners.size();
    }

    /** Tries until it succeeds: a name server that is away must not keep the service from answering. */
    private void connect(Subscription<?> subscription, int maxBatch, MessageListenerConcurrently listener) {
        connecting.add(Thread.ofVirtual()
                .name("connect-" + subscription.group())
                .start(() -> {
                    while (running) {
                        DefaultMQPushConsumer consumer = null;
                        try {
                            consumer = rocket.consumer(subscription);
                            consumer.setConsumeMessageBatchMaxSize(maxBatch);
                            consumer.setPullBatchSize(Math.max(USUAL_PULL, maxBatch));
                            consumer.registerMessageListener(listener);
                            consumer.start();
                            started.add(consumer);
                            LOG.info("{} listens", subscription.group());
                            return;
                        } catch (MQClientException | RuntimeException e) {
                            LOG.warn("{} waits for the broker: {}", subscription.group(), e.getMessage());
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
        return Integer.MAX_VALUE - 10_000;
    }
}
