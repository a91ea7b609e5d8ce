package io.flashsale.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.common.message.MessageDecoder;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageId;
import org.junit.jupiter.api.Test;

/** What the broker itself gives up is not lost in a topic nobody reads. */
class DeadLettersAreParkedIT extends MessagingIT {

    private static final String KEY = "given-up";

    /** A delay level that makes the broker give a message up. */
    private static final int GIVE_UP = -1;

    /**
     * Has the broker give a message up before the service starts: it begins with dead letters it finds, but would need
     * up to twenty seconds to notice that the first one came. Nobody hears the message in the ordinary way, because of
     * its tag.
     */
    @SuppressWarnings("deprecation") // no other way leads to a command that only consumers give
    static void giveUp(String nameServer) throws Exception {
        DefaultMQProducer producer = new DefaultMQProducer("test-service_give-up");
        producer.setNamesrvAddr(nameServer);
        producer.start();
        try {
            SendResult sent = producer.send(message("Unheard", KEY, KEY, said(KEY)));
            MessageId stored = MessageDecoder.decodeMessageId(sent.getOffsetMsgId());
            MessageExt message = new MessageExt();
            message.setTopic(TOPIC);
            message.setMsgId(sent.getMsgId());
            message.setCommitLogOffset(stored.getOffset());
            MQClientInstance client = producer.getDefaultMQProducerImpl().getMqClientFactory();
            InetSocketAddress broker = (InetSocketAddress) stored.getAddress();
            client.getMQClientAPIImpl()
                    .consumerSendMessageBack(
                            broker.getAddress().getHostAddress() + ":" + broker.getPort(),
                            sent.getMessageQueue().getBrokerName(),
                            message,
                            "test-service_hear",
                            GIVE_UP,
                            5_000,
                            16);
        } finally {
            producer.shutdown();
        }
    }

    @Test
    void parksWhatTheBrokerGaveUpAndReplaysIt() {
        await().atMost(SOON).until(() -> is(KEY, "REPLAYED"));
        assertThat(ear.times(KEY)).isEqualTo(1);
        assertThat(row(KEY))
                .containsEntry("consumer_group", ear.group())
                .containsEntry("event_id", KEY)
                .containsEntry("topic", TOPIC)
                .containsEntry("tag", "Unheard")
                .containsEntry("schema_version", "7")
                .containsEntry("error_class", DeadLetters.class.getName());
        assertThat((byte[]) row(KEY).get("payload")).isEqualTo(said(KEY).getBytes(StandardCharsets.UTF_8));
    }
}
