package io.flashsale.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyContext;
import org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyStatus;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class DeadLettersTest {

    @Test
    void leavesALetterWhereItIsUntilItIsParked() {
        DeadLetters deadLetters = new DeadLetters(new ParkMessage(
                new ParkedMessages(new JdbcTemplate(new NoDatabase())),
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), () -> 0.5),
                1,
                Clock.systemUTC()));
        MessageExt letter = new MessageExt();
        letter.setTopic("%DLQ%group");
        letter.setMsgId("1");
        letter.setBody(new byte[] {'{', '}'});

        ConsumeOrderlyStatus status = deadLetters.consumeMessage(
                List.of(letter), new ConsumeOrderlyContext(new MessageQueue("%DLQ%group", "broker-a", 0)));

        assertThat(status).isEqualTo(ConsumeOrderlyStatus.SUSPEND_CURRENT_QUEUE_A_MOMENT);
    }
}
