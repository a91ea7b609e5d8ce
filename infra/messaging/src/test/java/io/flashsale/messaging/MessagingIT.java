package io.flashsale.messaging;

import io.flashsale.testing.Middleware;
import io.flashsale.testing.MiddlewareProperties;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A small service on a real database and a real broker, one for all tests; it waits less than a real one would. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=test-service",
            "spring.flyway.locations=classpath:db/messaging",
            "spring.datasource.url=${FLASHSALE_DB_URL}",
            "spring.datasource.username=${FLASHSALE_DB_USER}",
            "spring.datasource.password=${FLASHSALE_DB_PASSWORD}",
            "flashsale.internal.secret=${FLASHSALE_INTERNAL_SECRET}",
            "flashsale.rocketmq.namesrv=${FLASHSALE_ROCKETMQ_NAMESRV}",
            "flashsale.messaging.admin-path=/api/admin/tests",
            "flashsale.messaging.max-attempts=3",
            "flashsale.messaging.first-retry-after=400ms",
            "flashsale.messaging.first-replay-after=300ms",
            "flashsale.messaging.max-replay-after=600ms",
            "flashsale.messaging.max-replays=2",
            "flashsale.messaging.poll-every=300ms",
            "spring.main.banner-mode=off"
        })
abstract class MessagingIT {

    static final String TOPIC = "order-events";
    static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    EventPublisher publisher;

    @Autowired
    RocketClients rocket;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    MeterRegistry meters;

    /** Handles what it hears in a transaction. */
    @Autowired
    Ear ear;

    /** Another group that hears the same, and takes care of duplicates itself. */
    @Autowired
    Ear secondEar;

    @Autowired
    Crowd crowd;

    @DynamicPropertySource
    static void middleware(DynamicPropertyRegistry registry) throws Exception {
        MiddlewareProperties.into(registry).database("messaging").rocketMq();
        DeadLettersAreParkedIT.giveUp(Middleware.rocketMq().address());
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    static Message message(String tag, String key, String eventId, String json) {
        Message message = new Message(TOPIC, tag, key, json.getBytes(StandardCharsets.UTF_8));
        message.putUserProperty(EventContext.EVENT_ID, eventId);
        message.putUserProperty(EventContext.SCHEMA, "7");
        return message;
    }

    static String said(String text) {
        return "{\"text\":\"" + text + "\"}";
    }

    /** Publishes in a transaction, in the course of the given trace. */
    void publish(String key, @Nullable Instant deliverAt, String traceId) {
        MDC.put("traceId", traceId);
        try {
            new TransactionTemplate(transactions)
                    .executeWithoutResult(_ ->
                            publisher.publish(new OutgoingEvent(TOPIC, ear.tag(), key, new Ear.Said(key), deliverAt)));
        } finally {
            MDC.remove("traceId");
        }
    }

    void publish(String key) {
        publish(key, null, key.replace("-", ""));
    }

    /** Sends as a stranger would, past the outbox. */
    void send(List<Message> messages) throws Exception {
        DefaultMQProducer producer = rocket.producer("test-service_strange-" + key());
        producer.start();
        try {
            producer.send(messages);
        } finally {
            producer.shutdown();
        }
    }

    /** Puts a message of {@link #ear}'s group on the parking lot; its key is its text. Returns its id. */
    long parked(String key, String group, int replaysLeft) {
        jdbc.update(
                "INSERT INTO parked_message (consumer_group, event_id, topic, tag, message_key, payload, error_class,"
                        + " attempts, first_failed_at, last_failed_at, parked_at, replays_left, replay_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 'x.Y', 3, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3),"
                        + " ?, IF(? > 0, UTC_TIMESTAMP(3), NULL))",
                group,
                key,
                TOPIC,
                ear.tag(),
                key,
                said(key),
                replaysLeft,
                replaysLeft);
        Long id = jdbc.queryForObject("SELECT id FROM parked_message WHERE event_id = ?", Long.class, key);
        return id == null ? 0 : id;
    }

    int count(String table, String key) {
        Integer rows =
                jdbc.queryForObject("SELECT COUNT(*) FROM " + table + " WHERE message_key = ?", Integer.class, key);
        return rows == null ? 0 : rows;
    }

    /** The parked message of a key; fails unless there is exactly one. */
    Map<String, @Nullable Object> row(String key) {
        return jdbc.queryForMap("SELECT * FROM parked_message WHERE message_key = ?", key);
    }

    boolean isParked(String key) {
        return count("parked_message", key) > 0;
    }

    boolean is(String key, String status) {
        return isParked(key) && status.equals(row(key).get("status"));
    }

    /** Hears many at once, and fails for all if one of them is bad. */
    static final class Crowd implements BatchListener<Ear.Said> {

        static final String TAG = "Shouted";
        static final String GROUP = "test-service_hear-many";

        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final List<Integer> sizes = new CopyOnWriteArrayList<>();

        @Override
        public Subscription<Ear.Said> subscription() {
            return new Subscription<>(TOPIC, TAG, GROUP, Ear.Said.class);
        }

        @Override
        public int maxBatch() {
            return 16;
        }

        @Override
        public void on(List<Received<Ear.Said>> batch) {
            sizes.add(batch.size());
            for (Received<Ear.Said> received : batch) {
                if (received.payload().text().startsWith("bad")) {
                    throw new IllegalStateException("a bad one among " + batch.size());
                }
            }
            batch.forEach(received -> heard.add(received.payload().text()));
        }

        List<String> heard() {
            return heard;
        }

        int largestBatch() {
            return sizes.stream().mapToInt(Integer::intValue).max().orElse(0);
        }
    }

    @SpringBootApplication
    static class TestApplication {

        @Bean
        Ear ear() {
            return new Ear("Said", "test-service_hear", true);
        }

        @Bean
        Ear secondEar() {
            return new Ear("Said", "test-service_hear-too", false);
        }

        @Bean
        Crowd crowd() {
            return new Crowd();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }
}
