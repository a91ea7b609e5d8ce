package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.domain.OrderId;
import io.flashsale.testing.Middleware;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
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
        double before = rolledBack();

        dieAfter(attempt, () -> {});

        await().atMost(PATIENCE).until(() -> rolledBack() > before);
        Answer late = attempt.reserve();
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("batch-sealed");
        assertThat(orders.find(attempt.orderId)).isEmpty();
        assertThat(item(attempt.campaign).path("gateAvailable").asInt()).isEqualTo(5);
    }

    private double rolledBack() {
        return meters.counter("flashsale.purchase.check.backs", "result", "rolled_back")
                .count();
    }

    private static void dieAfter(Attempt attempt, Runnable localTransaction) throws MQClientException {
        TransactionMQProducer producer = new TransactionMQProducer("order-service_admit-purchases");
        producer.setNamesrvAddr(Middleware.rocketMq().address());
        producer.setInstanceName(uniqueName("dying"));
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
        Message message = new Message("order-placing", "BatchDecided", attempt.batchId, """
                {"batchId":"%s","campaignId":"%s","sku":"phone","attempts":[%s]}""".formatted(
                        attempt.batchId, attempt.campaign.id(), attempt.json)
                .getBytes(StandardCharsets.UTF_8));
        producer.sendMessageInTransaction(message, attempt);
        producer.shutdown();
    }

    private final class Attempt {
        private final Campaign campaign;
        private final String batchId = UUID.randomUUID().toString();
        private final OrderId orderId = new OrderId(Instant.now().toEpochMilli() * 1_000);
        private final String json;

        private Attempt(Campaign campaign) {
            this.campaign = campaign;
            this.json = """
                    {"orderId":"%s","buyerId":"%s","idempotencyKey":"key","bodyHash":"hash","quantity":1}""".formatted(orderId, uniqueName("buyer"));
        }

        private Answer reserve() {
            return askInventory(
                    "PUT",
                    "/internal/campaigns/" + campaign.id() + "/items/phone/batches/" + batchId,
                    "{\"attempts\":[" + json + "]}");
        }
    }
}
