package io.flashsale.messaging;

import java.nio.file.Path;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.exception.MQClientException;
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

    private final String nameServer;

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
        return producer;
    }

    /**
     * A producer of transactional messages, not started.
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
    }

    /** A consumer with a subscription but no listener, not started. */
    DefaultMQPushConsumer consumer(Subscription<?> subscription) throws MQClientException {
        DefaultMQPushConsumer consumer = new DefaultMQPushConsumer(subscription.group());
        consumer.setNamesrvAddr(nameServer);
        consumer.setPollNameServerInterval(ROUTE_POLL_MILLIS);
        consumer.setVipChannelEnabled(false);
        consumer.setEnableTrace(false);
        // A group seen for the first time begins with what is already waiting, or events of a first start are lost.
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        consumer.setConsumeThreadMin(subscription.concurrency());
        consumer.setConsumeThreadMax(subscription.concurrency());
        // The broker's own limit, not ours: Delivery parks a message long before.
        consumer.setMaxReconsumeTimes(16);
        consumer.setAwaitTerminationMillisWhenShutdown(5_000);
        consumer.subscribe(subscription.topic(), subscription.tag());
        return consumer;
    }
}
