package io.flashsale.loadtest.chaos.cell;

import io.flashsale.middleware.Topics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.rocketmq.client.consumer.DefaultLitePullConsumer;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.remoting.exception.RemotingException;

/**
 * Delivers every message of every topic again, several times, in shuffled order, delayed messages at once: what a
 * broker may do at any time, done all the time.
 */
final class Redelivery implements AutoCloseable {

    private static final String COPY = "chaosCopy";
    private static final int POLL_MILLIS = 100;
    private static final int SHUFFLED_TOGETHER = 32;

    private final DefaultLitePullConsumer consumer;
    private final DefaultMQProducer producer;
    private final int times;
    private final Random chance;
    private final long since = System.currentTimeMillis();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicLong delivered = new AtomicLong();
    private final Thread worker = Thread.ofPlatform().name("redelivery").unstarted(this::work);

    private Redelivery(String nameServer, int times, long seed) throws MQClientException {
        this.times = times;
        this.chance = new Random(seed);
        String group = "chaos_redeliver-" + since;
        producer = new DefaultMQProducer(group);
        producer.setNamesrvAddr(nameServer);
        producer.setInstanceName(group);
        producer.start();
        consumer = new DefaultLitePullConsumer(group);
        consumer.setNamesrvAddr(nameServer);
        consumer.setInstanceName(group);
        for (String topic : Topics.ALL) {
            consumer.subscribe(topic, "*");
        }
        consumer.start();
        worker.start();
    }

    static Redelivery start(String nameServer, int times, long seed) {
        try {
            return new Redelivery(nameServer, times, seed);
        } catch (MQClientException e) {
            throw new IllegalStateException("Messages cannot be delivered again", e);
        }
    }

    /** Copies that were sent so far. */
    long delivered() {
        return delivered.get();
    }

    private void work() {
        List<Message> copies = new ArrayList<>();
        while (running.get()) {
            List<MessageExt> originals = consumer.poll(POLL_MILLIS);
            for (MessageExt original : originals) {
                if (original.getProperty(COPY) == null && original.getBornTimestamp() >= since) {
                    for (int i = 0; i < times; i++) {
                        copies.add(copy(original));
                    }
                }
            }
            if (originals.isEmpty() || copies.size() >= SHUFFLED_TOGETHER * times) {
                send(copies);
            }
        }
        send(copies);
    }

    private void send(List<Message> copies) {
        Collections.shuffle(copies, chance);
        for (Message copy : copies) {
            try {
                producer.send(copy);
                delivered.incrementAndGet();
            } catch (MQClientException | RemotingException | MQBrokerException e) {
                throw new IllegalStateException("A copy cannot be sent", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        copies.clear();
    }

    private static Message copy(MessageExt original) {
        Message copy = new Message(original.getTopic(), original.getTags(), original.getKeys(), original.getBody());
        Map<String, String> properties = new HashMap<>(original.getProperties());
        properties.keySet().removeAll(MessageConst.STRING_HASH_SET);
        properties.forEach(copy::putUserProperty);
        copy.putUserProperty(COPY, "1");
        return copy;
    }

    @Override
    public void close() {
        running.set(false);
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.shutdown();
        producer.shutdown();
    }
}
