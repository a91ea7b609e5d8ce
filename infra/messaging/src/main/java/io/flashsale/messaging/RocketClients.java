package io.flashsale.messaging;

import java.nio.file.Path;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;

/** Makes RocketMQ clients that share one configuration. Whoever asks for a client starts it and shuts it down. */
public final class RocketClients {

    private static final int SEND_TIMEOUT_MILLIS = 3_000;
    private static final int ROUTE_POLL_MILLIS = 1_000;
    private static final String LOG_ROOT = "rocketmq.log.root";
    private static final String LOG_LEVEL = "rocketmq.log.level";

    /** Retries before the broker gives a message up; {@link Delivery} parks it long before. */
    private static final int MAX_RECONSUME_TIMES = 16;

    private static final int UNUSED_BATCHING_MILLIS = 1_000;

    private final String nameServer;

    /**
     * Clients of the same instance name share one connection, its threads and its look-ups. No other process may have
     * it: the broker tells consumers of a group apart by it.
     */
    private final String instance = ProcessHandle.current().pid() + "#" + System.nanoTime();

    RocketClients(String nameServer) {
        this.nameServer = nameServer;
        // The client logs through a logger of its own, by default at INFO into the home directory.
        if (System.getProperty(LOG_ROOT) == null) {
            System.setProperty(
                    LOG_ROOT,
                    Path.of(System.getProperty("java.io.tmpdir"), "flashsale-rocketmq")
                            .toString());
        }
        if (System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "error");
        }
    }

    /** A producer of ordinary messages, not started. */
    DefaultMQProducer producer(String group) {
        DefaultMQProducer producer = new DefaultMQProducer(group);
        configure(producer);
        producer.setInstanceName(instance);
        return producer;
    }

    /**
     * A producer of transactional messages, not started. It has a connection of its own, on which nothing waits behind
     * consumption.
     *
     * @param group producer group; every instance of a service uses the same, because the broker may ask any of them how
     *     a transaction ended
     * @param listener runs local transactions and answers check-backs
     */
    public TransactionMQProducer transactionProducer(String group, TransactionListener listener) {
        TransactionMQProducer producer = new TransactionMQProducer(group);
        configure(producer);
        producer.setTransactionListener(listener);
        return producer;
    }

    private void configure(DefaultMQProducer producer) {
        producer.setNamesrvAddr(nameServer);
        producer.setSendMsgTimeout(SEND_TIMEOUT_MILLIS);
        producer.setRetryTimesWhenSendFailed(1);
        producer.setPollNameServerInterval(ROUTE_POLL_MILLIS);
        producer.setVipChannelEnabled(false);
        producer.setEnableTrace(false);
        // The client's own batching is not used, yet its two threads wake up twice in this time: by default a hundred
        // times a second each, which cost a quarter of a core over all services at rest.
        producer.batchMaxDelayMs(UNUSED_BATCHING_MILLIS);
    }

    /** A consumer without subscription and listener, not started. */
    DefaultMQPushConsumer consumer(String group, int concurrency) {
        DefaultMQPushConsumer consumer = new DefaultMQPushConsumer(group);
        consumer.setNamesrvAddr(nameServer);
        consumer.setInstanceName(instance);
        consumer.setPollNameServerInterval(ROUTE_POLL_MILLIS);
        consumer.setVipChannelEnabled(false);
        consumer.setEnableTrace(false);
        // A group seen for the first time begins with what is already waiting, or events of a first start are lost.
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        consumer.setConsumeThreadMin(concurrency);
        consumer.setConsumeThreadMax(concurrency);
        consumer.setMaxReconsumeTimes(MAX_RECONSUME_TIMES);
        consumer.setAwaitTerminationMillisWhenShutdown(5_000);
        return consumer;
    }
}
