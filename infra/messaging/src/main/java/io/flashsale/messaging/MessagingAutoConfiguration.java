package io.flashsale.messaging;

import java.util.List;
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
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration"
        })
@EnableConfigurationProperties(MessagingProperties.class)
class MessagingAutoConfiguration {

    @Bean
    RocketClients rocketClients(MessagingProperties properties) {
        return new RocketClients(properties.namesrv());
    }

    @Bean
    OutboxRelay outboxRelay(
            RocketClients rocket, JdbcTemplate jdbc, PlatformTransactionManager transactions, Environment environment) {
        String service = environment.getRequiredProperty("spring.application.name");
        return new OutboxRelay(
                rocket.producer(service + "_publish-events"), jdbc, new TransactionTemplate(transactions));
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
    Consumers consumers(
            RocketClients rocket,
            JsonMapper json,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            ObjectProvider<EventListener<?>> listeners,
            ObjectProvider<BatchListener<?>> batchListeners) {
        Delivery delivery = new Delivery(
                json, new TransactionTemplate(transactions), new ConsumedMessages(jdbc), new ParkedMessages(jdbc));
        List<EventListener<?>> single = listeners.orderedStream().toList();
        List<BatchListener<?>> batch = batchListeners.orderedStream().toList();
        return new Consumers(rocket, delivery, single, batch);
    }
}
