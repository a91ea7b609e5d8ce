package io.flashsale.messaging;

import io.flashsale.jobs.OldRows;
import io.flashsale.web.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Wires the library into a service that has a database. */
@AutoConfiguration(
        afterName = {
            "io.flashsale.web.IdentityAutoConfiguration",
            "io.flashsale.web.TracingAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration"
        })
@EnableConfigurationProperties({RocketProperties.class, MessagingProperties.class})
class MessagingAutoConfiguration {

    private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(2);

    private final MessagingProperties properties;
    private final Backoff replayBackoff;

    MessagingAutoConfiguration(MessagingProperties properties) {
        this.properties = properties;
        this.replayBackoff = new Backoff(
                properties.firstReplayAfter(),
                properties.maxReplayAfter(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    @Bean
    RocketClients rocketClients(RocketProperties rocket) {
        return new RocketClients(rocket.namesrv());
    }

    @Bean
    MessagingMeters messagingMeters(ObjectProvider<MeterRegistry> registry) {
        return new MessagingMeters(registry.getIfAvailable(() -> Metrics.globalRegistry));
    }

    @Bean
    OutboxRelay outboxRelay(
            RocketClients rocket,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            MessagingMeters meters,
            Environment environment) {
        OutboxRelay relay = new OutboxRelay(
                () -> rocket.producer(service(environment) + "_publish-events"),
                jdbc,
                new TransactionTemplate(transactions),
                properties.pollEvery());
        meters.outboxAge(relay::oldestMillis);
        return relay;
    }

    @Bean
    EventPublisher eventPublisher(JdbcTemplate jdbc, JsonMapper json, OutboxRelay relay) {
        return new EventPublisher(jdbc, json, relay);
    }

    @Bean
    MessagingHealth messagingHealthIndicator(Consumers consumers, OutboxRelay relay) {
        return new MessagingHealth(consumers, relay);
    }

    @Bean
    Endpoints endpoints(
            JsonMapper json,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            ObjectProvider<EventListener<?>> listeners,
            ObjectProvider<BatchListener<?>> batchListeners,
            ObjectProvider<Spans> spans) {
        return new Endpoints(
                json,
                new TransactionTemplate(transactions),
                new ConsumedMessages(jdbc),
                listeners.orderedStream().toList(),
                batchListeners.orderedStream().toList(),
                spans.getIfAvailable(Spans::unseen));
    }

    @Bean
    ParkedMessages parkedMessages(JdbcTemplate jdbc) {
        return new ParkedMessages(jdbc);
    }

    @Bean
    ParkMessage parkMessage(ParkedMessages parked, Clock clock) {
        return new ParkMessage(parked, replayBackoff, properties.maxReplays(), clock);
    }

    @Bean
    ReplayMessage replayMessage(ParkedMessages parked, Endpoints endpoints, MessagingMeters meters) {
        return new ReplayMessage(parked, endpoints, replayBackoff, properties.maxReplays(), meters);
    }

    @Bean
    ReplayTimer replayTimer(ParkedMessages parked, ReplayMessage replayMessage, MessagingMeters meters) {
        return new ReplayTimer(parked, replayMessage, meters, properties.pollEvery());
    }

    @Bean
    Consumers consumers(
            RocketClients rocket,
            Endpoints endpoints,
            ParkMessage parkMessage,
            MessagingMeters meters,
            Environment environment) {
        Backoff backoff = new Backoff(
                properties.firstRetryAfter(),
                MAX_RETRY_AFTER,
                () -> ThreadLocalRandom.current().nextDouble());
        return new Consumers(
                rocket,
                endpoints,
                new Delivery(parkMessage, backoff, properties.maxAttempts(), meters),
                new DeadLetters(parkMessage),
                service(environment) + "_park-dead-letters");
    }

    /** The broker keeps no message nearly as long: none of these comes again. */
    @Bean
    OldRows oldConsumedMessages() {
        return OldRows.of("consumed_message", "consumed_at").deleted();
    }

    /** What nobody has decided about, or has given up without a word, is not done with. */
    @Bean
    OldRows oldParkedMessages() {
        return OldRows.of("parked_message", "decided_at")
                .when("status = 'REPLAYED' OR status = 'DISCARDED' AND reason <> ''")
                .deleted();
    }

    private static String service(Environment environment) {
        return environment.getRequiredProperty("spring.application.name");
    }
}
