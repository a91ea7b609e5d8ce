package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.domain.OrderId;
import io.flashsale.testing.Middleware;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Another instance sends a half message and dies; this one is asked how it ended. */
class CheckBackIT extends OrderServiceIT {

    private static final AtomicLong SERIAL = new AtomicLong();

    @Autowired
    MeterRegistry meters;

    @Test
    void commitsWhatWasReserved() throws MQClientException {
        Attempt attempt = new Attempt(openCampaign(5, 1, 900));

        dieAfter(attempt, () -> assertThat(attempt.reserve().status()).isEqualTo(200));

        await().atMost(PATIENCE).until(() -> orders.find(attempt.orderId).isPresent());
        assertThat(item(attempt.campaign).path("gateAvailable").asInt()).isEqualTo(4);
    }

    @Test
    void sealsWhatWasNotReservedAndRefusesItFromThenOn() throws MQClientException {
        Attempt attempt = new Attempt(openCampaign(5, 1, 900));
        double before = settledBy("rolled_back");

        dieAfter(attempt, () -> {});

        await().atMost(PATIENCE).until(() -> settledBy("rolled_back") > before);
        Answer late = attempt.reserve();
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("batch-sealed");
        assertThat(orders.find(attempt.orderId)).isEmpty();
        assertThat(item(attempt.campaign).path("gateAvailable").asInt()).isEqualTo(5);
    }

    @Test
    void settlesWhatTheBrokerStoppedAskingFor() throws MQClientException {
        Attempt reserved = new Attempt(openCampaign(5, 1, 900));
        Attempt nothingHeld = new Attempt(reserved.campaign);
        assertThat(reserved.reserve().status()).isEqualTo(200);
        double before = settledBy("abandoned");
        // Asked 15 times, half a second apart, this one never knows.
        TransactionMQProducer undecided = undecided("order-service_never-knows", () -> {});
        try {
            undecided.sendMessageInTransaction(reserved.message(), reserved);
            undecided.sendMessageInTransaction(nothingHeld.message(), nothingHeld);

            await().atMost(PATIENCE).until(() -> orders.find(reserved.orderId).isPresent());
            await().atMost(PATIENCE).until(() -> settledBy("abandoned") == before + 2);
        } finally {
            undecided.shutdown();
        }
        assertThat(nothingHeld.reserve().code()).isEqualTo("batch-sealed");
        assertThat(orders.find(nothingHeld.orderId)).isEmpty();
        assertThat(item(reserved.campaign).path("gateAvailable").asInt()).isEqualTo(4);
    }

    private double settledBy(String result) {
        return meters.counter("flashsale.purchase.check.backs", "result", result)
                .count();
    }

    private static void dieAfter(Attempt attempt, Runnable localTransaction) throws MQClientException {
        TransactionMQProducer producer = undecided("order-service_admit-purchases", localTransaction);
        producer.sendMessageInTransaction(attempt.message(), attempt);
        producer.shutdown();
    }

    private static TransactionMQProducer undecided(String group, Runnable localTransaction) throws MQClientException {
        TransactionMQProducer producer = new TransactionMQProducer(group);
        producer.setNamesrvAddr(Middleware.rocketMq().address());
        producer.setInstanceName(uniqueName("undecided"));
        producer.setTransactionListener(new TransactionListener() {
            @Override
            public LocalTransactionState executeLocalTransaction(Message message, Object argument) {
                localTransaction.run();
                return LocalTransactionState.UNKNOW;
            }

            @Override
            public LocalTransactionState checkLocalTransaction(MessageExt message) {
                return LocalTransactionState.UNKNOW;
            }
        });
        producer.start();
        return producer;
    }

    private final class Attempt {
        private final Campaign campaign;
        private final String batchId = UUID.randomUUID().toString();
        private final OrderId orderId = new OrderId(Instant.now().toEpochMilli() * 1_000 + SERIAL.incrementAndGet());
        private final String json;

        private Attempt(Campaign campaign) {
            this.campaign = campaign;
            this.json = """
                    {"orderId":"%s","buyerId":"%s","idempotencyKey":"key","bodyHash":"hash","quantity":1}""".formatted(orderId, uniqueName("buyer"));
        }

        private Message message() {
            return new Message("order-placing", "BatchDecided", batchId, """
                    {"batchId":"%s","campaignId":"%s","sku":"phone","attempts":[%s]}""".formatted(batchId, campaign.id(), json)
                    .getBytes(StandardCharsets.UTF_8));
        }

        private Answer reserve() {
            return askInventory(
                    "PUT",
                    "/internal/campaigns/" + campaign.id() + "/items/phone/batches/" + batchId,
                    "{\"attempts\":[" + json + "]}");
        }
    }
}
