package io.flashsale.messaging;

import java.util.List;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyContext;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerOrderly;
import org.apache.rocketmq.common.message.MessageExt;

/**
 * Parks what the broker gave up: messages that could neither be handled nor parked, because the database was away for
 * too long, or whose process died with them again and again. Listens in order, because then a message that cannot be
 * parked yet stays where it is; a retry would move it to another topic, which does not tell whose dead letter it was.
 */
final class DeadLetters implements MessageListenerOrderly {

    private static final long AGAIN_AFTER_MILLIS = 5_000;

    private final ParkMessage parkMessage;

    DeadLetters(ParkMessage parkMessage) {
        this.parkMessage = parkMessage;
    }

    @Override
    public ConsumeOrderlyStatus consumeMessage(List<MessageExt> messages, ConsumeOrderlyContext broker) {
        String group = InboundMessage.deadLetterGroup(broker.getMessageQueue().getTopic());
        for (MessageExt message : messages) {
            Failure failure = Failure.deadLettered(message.getReconsumeTimes());
            if (!parkMessage.park(group, InboundMessage.ofDeadLetter(message), failure)) {
                broker.setSuspendCurrentQueueTimeMillis(AGAIN_AFTER_MILLIS);
                return ConsumeOrderlyStatus.SUSPEND_CURRENT_QUEUE_A_MOMENT;
            }
        }
        return ConsumeOrderlyStatus.SUCCESS;
    }
}
