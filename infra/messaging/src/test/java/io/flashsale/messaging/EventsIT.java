package io.flashsale.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.flashsale.testing.MiddlewareProperties;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An event is heard if and only if its transaction committed, and has its effect once however often it arrives. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.application.name=test-service",
            "spring.flyway.locations=classpath:db/messaging",
            "spring.datasource.url=${FLASHSALE_DB_URL}",
            "spring.datasource.username=${FLASHSALE_DB_USER}",
            "spring.datasource.password=${FLASHSALE_DB_PASSWORD}",
            "flashsale.rocketmq.namesrv=${FLASHSALE_ROCKETMQ_NAMESRV}",
            "spring.main.banner-mode=off"
        })
class EventsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final MeterRegistry METERS = new SimpleMeterRegistry();

    @BeforeAll
    static void count() {
        Metrics.addRegistry(METERS);
    }

    @AfterAll
    static void stopCounting() {
        Metrics.removeRegistry(METERS);
    }

    @DynamicPropertySource
    static void middleware(DynamicPropertyRegistry registry) {
        MiddlewareProperties.into(registry).database("messaging").rocketMq();
    }

    @Autowired
    private EventPublisher publisher;

    @Autowired
    private RocketClients rocket;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private Ear ear;

    @Test
    void deliversWhatACommittedTransactionPublished() {
        String key = key();
        publish(key, null);

        await().atMost(SOON).until(() -> ear.times(key) == 1);
        await().atMost(SOON).until(() -> outboxRows(key) == 0);
    }

    @Test
    void neverDeliversWhatARolledBackTransactionPublished() {
        String undone = key();
        String done = key();
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            publisher.publish(new OutgoingEvent("order-events", Ear.TAG, undone, new Said(undone)));
            status.setRollbackOnly();
        });
        publish(done, null);

        await().atMost(SOON).until(() -> ear.times(done) == 1);
        assertThat(ear.times(undone)).isZero();
        assertThat(outboxRows(undone)).isZero();
    }

    @Test
    void refusesToPublishOutsideATransaction() {
        assertThatIllegalStateException()
                .isThrownBy(() -> publisher.publish(new OutgoingEvent("order-events", Ear.TAG, "x", new Said("x"))));
    }

    @Test
    void sendsWhatACrashLeftBehind() {
        String key = key();
        jdbc.update(
                "INSERT INTO outbox_message (event_id, topic, tag, message_key, payload, created_at)"
                        + " VALUES (?, 'order-events', ?, ?, ?, NOW(3) - INTERVAL 1 MINUTE)",
                UUID.randomUUID().toString(),
                Ear.TAG,
                key,
                "{\"text\":\"" + key + "\"}");

        await().atMost(SOON).until(() -> ear.times(key) == 1);
        await().atMost(SOON).until(() -> outboxRows(key) == 0);
    }

    @Test
    void delaysWhatIsDueLater() {
        String key = key();
        Instant due = Instant.now().plusSeconds(3);
        publish(key, due);

        await().atMost(SOON).until(() -> ear.times(key) == 1);
        // The broker's timer wheel ticks once a second.
        assertThat(ear.heardAt(key)).isAfter(due.minusSeconds(1));
    }

    @Test
    void hasItsEffectOnceHoweverOftenItArrives() throws Exception {
        String key = key();
        String eventId = UUID.randomUUID().toString();
        DefaultMQProducer producer = rocket.producer("test-service_duplicate");
        producer.start();
        double before = handled();
        try {
            for (int i = 0; i < 3; i++) {
                producer.send(message(key, eventId, "{\"text\":\"" + key + "\"}"));
            }
        } finally {
            producer.shutdown();
        }

        await().atMost(SOON).until(() -> handled() >= before + 3);
        assertThat(ear.times(key)).isEqualTo(1);
    }

    @Test
    void triesAgainUntilItSucceeds() {
        String key = "fails-twice-" + key();
        publish(key, null);

        await().atMost(SOON).until(() -> ear.times(key) == 1);
        assertThat(ear.attempts(key)).isEqualTo(3);
    }

    @Test
    void parksWhatNobodyCanRead() throws Exception {
        String key = key();
        DefaultMQProducer producer = rocket.producer("test-service_poison");
        producer.start();
        try {
            producer.send(message(key, UUID.randomUUID().toString(), "{not json"));
        } finally {
            producer.shutdown();
        }

        await().atMost(SOON).until(() -> parked(key) == 1);
        assertThat(parkedColumn("consumer_group", key)).isEqualTo(Ear.GROUP);
        assertThat(parkedColumn("payload", key)).isEqualTo("{not json");
        assertThat(parkedColumn("status", key)).isEqualTo("PARKED");
        assertThat(parkedColumn("error_class", key)).contains("jackson");
    }

    private static Message message(String key, String eventId, String json) {
        Message message = new Message("order-events", Ear.TAG, key, json.getBytes(StandardCharsets.UTF_8));
        message.putUserProperty(EventContext.EVENT_ID, eventId);
        return message;
    }

    private void publish(String key, @Nullable Instant deliverAt) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(status ->
                        publisher.publish(new OutgoingEvent("order-events", Ear.TAG, key, new Said(key), deliverAt)));
    }

    private static double handled() {
        return METERS.counter("flashsale.messages", "group", Ear.GROUP, "result", "consumed")
                .count();
    }

    private int outboxRows(String key) {
        return count("SELECT COUNT(*) FROM outbox_message WHERE message_key = ?", key);
    }

    private int parked(String key) {
        return count("SELECT COUNT(*) FROM parked_message WHERE message_key = ?", key);
    }

    private @Nullable String parkedColumn(String column, String key) {
        return jdbc.queryForObject(
                "SELECT " + column + " FROM parked_message WHERE message_key = ?", String.class, key);
    }

    private int count(String sql, String key) {
        Integer rows = jdbc.queryForObject(sql, Integer.class, key);
        return rows == null ? 0 : rows;
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    record Said(String text) {}

    /** Remembers what it heard. */
    static final class Ear implements EventListener<Said> {

        static final String TAG = "Said";
        static final String GROUP = "test-service_hear";

        private final Map<String, Queue<Instant>> heard = new ConcurrentHashMap<>();
        private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();

        @Override
        public Subscription<Said> subscription() {
            return new Subscription<>("order-events", TAG, GROUP, Said.class);
        }

        @Override
        public void on(Said said, EventContext context) {
            int attempt = attempts.computeIfAbsent(said.text(), key -> new AtomicInteger())
                    .incrementAndGet();
            if (said.text().startsWith("fails-twice") && attempt < 3) {
                throw new IllegalStateException("not yet");
            }
            heard.computeIfAbsent(said.text(), key -> new ConcurrentLinkedQueue<>())
                    .add(Instant.now());
        }

        int times(String text) {
            Queue<Instant> times = heard.get(text);
            return times == null ? 0 : times.size();
        }

        int attempts(String text) {
            return attempts.getOrDefault(text, new AtomicInteger()).get();
        }

        Instant heardAt(String text) {
            return heard.getOrDefault(text, new ConcurrentLinkedQueue<>()).element();
        }
    }

    @SpringBootApplication
    static class TestApplication {
        @Bean
        Ear ear() {
            return new Ear();
        }
    }
}
