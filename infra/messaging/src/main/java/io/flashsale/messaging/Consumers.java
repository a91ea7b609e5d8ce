package io.flashsale.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
    private static final int BATCH_PULL = 512;

    private final RocketClients rocket;
    private final Delivery delivery;
    private final List<EventListener<?>> listeners;
    private final List<BatchListener<?>> batchListeners;
    private final List<DefaultMQPushConsumer> started = new ArrayList<>();
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
        try {
            for (EventListener<?> listener : listeners) {
                DefaultMQPushConsumer consumer = rocket.consumer(listener.subscription());
                consumer.setConsumeMessageBatchMaxSize(1);
                run(consumer, (messages, broker) -> delivery.one(listener, messages.getFirst(), broker));
            }
            for (BatchListener<?> listener : batchListeners) {
                DefaultMQPushConsumer consumer = rocket.consumer(listener.subscription());
                consumer.setConsumeMessageBatchMaxSize(listener.maxBatch());
                consumer.setPullBatchSize(BATCH_PULL);
                run(consumer, (messages, broker) -> delivery.many(listener, messages, broker));
            }
        } catch (MQClientException e) {
            throw new IllegalStateException("A message consumer does not start", e);
        }
        running = true;
    }

    private void run(DefaultMQPushConsumer consumer, MessageListenerConcurrently listener) throws MQClientException {
        consumer.registerMessageListener(listener);
        consumer.start();
        started.add(consumer);
        LOG.info("{} listens", consumer.getConsumerGroup());
    }

    @Override
    public void stop() {
        running = false;
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
