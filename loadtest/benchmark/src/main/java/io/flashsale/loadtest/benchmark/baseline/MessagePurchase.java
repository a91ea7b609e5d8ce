package io.flashsale.loadtest.benchmark.baseline;

import io.flashsale.loadtest.benchmark.engine.ReserveOne;
import java.util.List;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** B3: one Lua call inside one transactional message per order; the consumer inserts one row per message. */
@Component
class MessagePurchase implements Purchasing, TransactionListener, SmartLifecycle {

    /** Created by whoever starts this server. */
    private static final String TOPIC = "benchmark-orders";

    private final BaselineTables tables;
    private final RedissonClient redis;
    private final JsonMapper json;
    private final TransactionMQProducer producer = new TransactionMQProducer("benchmark_buy");
    private final DefaultMQPushConsumer consumer = new DefaultMQPushConsumer("benchmark_place-orders");
    private final String script;
    private volatile boolean running;

    MessagePurchase(
            BaselineTables tables,
            RedissonClient redis,
            JsonMapper json,
            @Value("${flashsale.rocketmq.namesrv}") String nameServer) {
        this.tables = tables;
        this.redis = redis;
        this.json = json;
        this.script = redis.getScript(StringCodec.INSTANCE).scriptLoad(ReserveOne.text());
        producer.setNamesrvAddr(nameServer);
        producer.setVipChannelEnabled(false);
        producer.setTransactionListener(this);
        consumer.setNamesrvAddr(nameServer);
        consumer.setVipChannelEnabled(false);
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        consumer.registerMessageListener((MessageListenerConcurrently) (messages, context) -> {
            messages.forEach(message -> tables.insertIfMissing(order(message)));
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        });
    }

    @Override
    public String sku() {
        return "b3";
    }

    @Override
    public void fill(String campaignId, int units) {
        tables.fill(campaignId, sku(), units);
        redis.getBucket(left(campaignId), StringCodec.INSTANCE).set(Integer.toString(units));
    }

    @Override
    public Outcome buy(PlacedOrder order) {
        Outcome[] outcome = {Outcome.BUSY};
        try {
            producer.sendMessageInTransaction(
                    new Message(TOPIC, "", Long.toString(order.id()), json.writeValueAsBytes(order)), outcome);
        } catch (MQClientException e) {
            return Outcome.BUSY;
        }
        return outcome[0];
    }

    @Override
    public LocalTransactionState executeLocalTransaction(Message message, Object argument) {
        PlacedOrder order = order(message);
        long answer = redis.getScript(StringCodec.INSTANCE)
                .evalSha(
                        RScript.Mode.READ_WRITE,
                        script,
                        RScript.ReturnType.LONG,
                        List.of(left(order.campaignId()), owners(order.campaignId())),
                        owner(order));
        ((Outcome[]) argument)[0] = answer == 1 ? Outcome.SOLD : Outcome.SOLD_OUT;
        return answer == 1 ? LocalTransactionState.COMMIT_MESSAGE : LocalTransactionState.ROLLBACK_MESSAGE;
    }

    @Override
    public LocalTransactionState checkLocalTransaction(MessageExt message) {
        PlacedOrder order = order(message);
        return redis.getMap(owners(order.campaignId()), StringCodec.INSTANCE).containsKey(owner(order))
                ? LocalTransactionState.COMMIT_MESSAGE
                : LocalTransactionState.ROLLBACK_MESSAGE;
    }

    @Override
    public void start() {
        try {
            producer.start();
            consumer.subscribe(TOPIC, "*");
            consumer.start();
        } catch (MQClientException e) {
            throw new IllegalStateException("The messages of the baseline do not start", e);
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        consumer.shutdown();
        producer.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private PlacedOrder order(Message message) {
        return json.readValue(message.getBody(), PlacedOrder.class);
    }

    private static String left(String campaignId) {
        return "benchmark:left:{" + campaignId + "}";
    }

    private static String owners(String campaignId) {
        return "benchmark:owners:{" + campaignId + "}";
    }

    private static String owner(PlacedOrder order) {
        return order.buyerId() + "|" + order.idempotencyKey();
    }
}
