package io.flashsale.messaging;

import java.util.List;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyContext;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.common.message.MessageExt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Takes messages from the broker to a listener: once, again later, or onto the parking lot. */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final ParkMessage parkMessage;
    private final Backoff backoff;
    private final int maxAttempts;
    private final MessagingMeters meters;

    Delivery(ParkMessage parkMessage, Backoff backoff, int maxAttempts, MessagingMeters meters) {
        this.parkMessage = parkMessage;
        this.backoff = backoff;
        this.maxAttempts = maxAttempts;
        this.meters = meters;
    }

    /**
     * Delivers a batch. If it fails for a reason that one of its messages may be to blame for, each is delivered alone,
     * so that it does not take the others with it.
     */
    ConsumeConcurrentlyStatus deliver(Endpoint endpoint, List<MessageExt> messages, ConsumeConcurrentlyContext broker) {
        List<InboundMessage> batch = messages.stream().map(InboundMessage::of).toList();
        Throwable failure = handle(endpoint, batch);
        if (failure == null) {
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        }
        boolean shared = batch.size() == 1 || TransientFailures.include(failure);
        int firstAgain = batch.size();
        for (int i = 0; i < batch.size(); i++) {
            InboundMessage message = batch.get(i);
            Throwable own = shared ? failure : handle(endpoint, List.of(message));
            if (own != null && !settled(endpoint, message, own)) {
                firstAgain = Math.min(firstAgain, i);
            }
        }
        if (firstAgain == batch.size()) {
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        }
        // The broker can only be told "from here on"; what succeeded behind it is a duplicate next time.
        broker.setAckIndex(firstAgain - 1);
        broker.setDelayLevelWhenNextConsume(BrokerDelay.levelOf(
                backoff.after(batch.get(firstAgain).context().attempt())));
        return firstAgain == 0 ? ConsumeConcurrentlyStatus.RECONSUME_LATER : ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
    }

    /** What went wrong, null if nothing did. */
    private @Nullable Throwable handle(Endpoint endpoint, List<InboundMessage> messages) {
        try {
            endpoint.handle(messages);
        } catch (RuntimeException | Error e) {
            return e;
        }
        for (InboundMessage message : messages) {
            parkMessage.succeeded(endpoint.group(), message);
            meters.consumed(endpoint.group(), message);
        }
        return null;
    }

    /** Parks a message that is not worth another attempt; false if it is to be delivered again. */
    private boolean settled(Endpoint endpoint, InboundMessage message, Throwable failure) {
        String group = endpoint.group();
        boolean hopeless =
                failure instanceof JacksonException || message.context().attempt() >= maxAttempts;
        if (hopeless && parkMessage.park(group, message, Failure.of(failure))) {
            return true;
        }
        parkMessage.failed(group, message);
        meters.retried(group, message);
        LOG.info("{} will hear {} again: {}", group, message, failure.toString());
        return false;
    }
}
