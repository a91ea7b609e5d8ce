package io.flashsale.order.messaging;

import io.flashsale.messaging.RocketClients;
import io.flashsale.order.admission.Attempt;
import io.flashsale.order.admission.Batch;
import io.flashsale.order.admission.BatchTransaction;
import io.flashsale.order.admission.BatchVerdict;
import io.flashsale.order.admission.StockGate;
import io.flashsale.order.admission.StockGate.Reserved;
import io.flashsale.web.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Batches as transactional messages. The reservation is the local transaction of the half message, so that there is
 * never a reservation without a message; whatever is unknown is settled by the broker's check-back, on any instance.
 */
@Component
class TransactionalBatches implements BatchTransaction, TransactionListener, SmartLifecycle {

    static final String PRODUCER_GROUP = "order-service_admit-purchases";

    private static final Logger LOG = LoggerFactory.getLogger(TransactionalBatches.class);

    /** Asking goes on for as long as a shopper may still be waiting. */
    private static final Duration ASK_FOR = Duration.ofMillis(2_500);

    private static final int HEARTBEAT_MILLIS = 5_000;

    private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(50);
    private static final Duration CONNECT_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private final StockGate gate;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final RocketClients rocket;
    private final Spans spans;
    private @Nullable Thread connecting;
    /** Null until it has started. */
    private volatile @Nullable TransactionMQProducer producer;

    private volatile boolean running;

    TransactionalBatches(RocketClients rocket, StockGate gate, JsonMapper json, Spans spans, MeterRegistry meters) {
        this.spans = spans;
        this.rocket = rocket;
        this.gate = gate;
        this.json = json;
        this.meters = meters;
    }

    @Override
    public Result run(Batch batch) {
        TransactionMQProducer started = producer;
        if (started == null) {
            return new Result.NothingHeld();
        }
        List<String> buyers = batch.attempts().stream()
                .map(Attempt::traceparent)
                .filter(Objects::nonNull)
                .toList();
        // The lane works for many requests at once: it goes on in the first one's trace, and names the others.
        try (Spans.OnThread entered = spans.enter(
                Spans.Kind.PRODUCER,
                "publish " + OrderPlacingMessage.TOPIC,
                buyers.isEmpty() ? null : buyers.getFirst(),
                buyers)) {
            return run(batch, started, entered.span());
        }
    }

    private Result run(Batch batch, TransactionMQProducer started, Spans.Running span) {
        LocalTransaction local = new LocalTransaction(batch);
        Message message = new Message(
                OrderPlacingMessage.TOPIC,
                OrderPlacingMessage.TAG,
                batch.batchId(),
                json.writeValueAsBytes(OrderPlacingMessage.of(batch)));
        message.putUserProperty("eventId", batch.batchId());
        message.putUserProperty("schema", "1");
        message.putUserProperty("traceId", span.traceId());
        message.putUserProperty("spanId", span.spanId());
        try {
            started.sendMessageInTransaction(message, local);
        } catch (MQClientException | RuntimeException e) {
            LOG.warn(
                    "A batch of {} could not be announced: {}", batch.attempts().size(), e.getMessage());
        }
        // The broker's word on the message says nothing about the reservation; only the local transaction does.
        return local.result == null ? new Result.NothingHeld() : local.result;
    }

    @Override
    public LocalTransactionState executeLocalTransaction(Message message, Object argument) {
        LocalTransaction local = (LocalTransaction) argument;
        local.result = new Result.Unknown();
        try {
            local.result = decide(local.batch);
        } catch (RuntimeException e) {
            LOG.warn("Batch {} is left to the check-back: {}", local.batch.batchId(), e.toString());
        }
        return switch (local.result) {
            case Result.Decided(BatchVerdict verdict) ->
                verdict.admitsAnyone() ? LocalTransactionState.COMMIT_MESSAGE : LocalTransactionState.ROLLBACK_MESSAGE;
            case Result.NothingHeld() -> LocalTransactionState.ROLLBACK_MESSAGE;
            case Result.NoSuchItem() -> LocalTransactionState.ROLLBACK_MESSAGE;
            case Result.NotReady _ -> LocalTransactionState.UNKNOW;
            case Result.Unknown() -> LocalTransactionState.UNKNOW;
        };
    }

    @Override
    public LocalTransactionState checkLocalTransaction(MessageExt message) {
        try {
            OrderPlacingMessage placing = json.readValue(message.getBody(), OrderPlacingMessage.class);
            Optional<BatchVerdict> verdict = gate.seal(placing.item(), placing.batchId());
            boolean commit = verdict.map(BatchVerdict::admitsAnyone).orElse(false);
            String result = commit ? "committed" : "rolled_back";
            LOG.info("Batch {} is settled by check-back: {}", placing.batchId(), result);
            meters.counter("flashsale.purchase.check.backs", "result", result).increment();
            return commit ? LocalTransactionState.COMMIT_MESSAGE : LocalTransactionState.ROLLBACK_MESSAGE;
        } catch (JacksonException e) {
            LOG.error("A half message is not readable and is dropped: {}", message.getKeys());
            return LocalTransactionState.ROLLBACK_MESSAGE;
        } catch (RuntimeException e) {
            LOG.warn("Batch {} cannot be settled yet: {}", message.getKeys(), e.getMessage());
            return LocalTransactionState.UNKNOW;
        }
    }

    private Result decide(Batch batch) {
        long giveUpAt = System.nanoTime() + ASK_FOR.toNanos();
        while (true) {
            switch (gate.reserve(batch)) {
                case Reserved.Decided(BatchVerdict verdict) -> {
                    return new Result.Decided(verdict);
                }
                case Reserved.Sealed() -> {
                    return new Result.NothingHeld();
                }
                case Reserved.NoSuchItem() -> {
                    return new Result.NoSuchItem();
                }
                case Reserved.Malformed(String why) -> {
                    LOG.error("Batch {} was not understood: {}", batch.batchId(), why);
                    return new Result.NothingHeld();
                }
                case Reserved.NotReady(Duration retryAfter) -> {
                    return new Result.NotReady(retryAfter);
                }
                case Reserved.Unknown(String why) -> {
                    if (System.nanoTime() - giveUpAt >= 0) {
                        LOG.warn("Batch {} is left to the check-back: {}", batch.batchId(), why);
                        return new Result.Unknown();
                    }
                    LockSupport.parkNanos(ASK_AGAIN_AFTER.toNanos());
                }
            }
        }
    }

    /** Tries in the background until it succeeds: without the broker nobody can buy, but orders can be seen and ended. */
    @Override
    public void start() {
        running = true;
        CountDownLatch firstTry = new CountDownLatch(1);
        connecting = Thread.ofVirtual().name("connect-" + PRODUCER_GROUP).start(() -> connect(firstTry));
        try {
            // With the broker there, whoever buys first finds the producer.
            firstTry.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect(CountDownLatch firstTry) {
        while (running) {
            TransactionMQProducer candidate = rocket.transactionProducer(PRODUCER_GROUP, this);
            // A producer is asked for outcomes only by brokers it knows, and it would get to know them with its first
            // message: after a restart nobody could answer for what the instance before it left behind.
            candidate.setTopics(List.of(OrderPlacingMessage.TOPIC));
            candidate.setHeartbeatBrokerInterval(HEARTBEAT_MILLIS);
            try {
                candidate.start();
                producer = candidate;
                return;
            } catch (MQClientException | RuntimeException e) {
                LOG.warn("Purchases wait for the broker: {}", e.getMessage());
                candidate.shutdown();
            } finally {
                firstTry.countDown();
            }
            LockSupport.parkNanos(CONNECT_AGAIN_AFTER.toNanos());
        }
    }

    @Override
    public void stop() {
        running = false;
        Thread thread = connecting;
        if (thread != null) {
            LockSupport.unpark(thread);
            try {
                thread.join(STOP_PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        TransactionMQProducer started = producer;
        producer = null;
        if (started != null) {
            started.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts before web requests come in, stops after them. */
    @Override
    public int getPhase() {
        return 0;
    }

    private static final class LocalTransaction {
        private final Batch batch;
        private @Nullable Result result;

        private LocalTransaction(Batch batch) {
            this.batch = batch;
        }
    }
}
