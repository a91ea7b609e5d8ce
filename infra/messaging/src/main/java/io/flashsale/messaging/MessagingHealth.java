package io.flashsale.messaging;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Healthy once every listener is connected to the broker. */
final class MessagingHealth implements HealthIndicator {

    private final Consumers consumers;
    private final OutboxRelay relay;

    MessagingHealth(Consumers consumers, OutboxRelay relay) {
        this.consumers = consumers;
        this.relay = relay;
    }

    @Override
    public Health health() {
        Health.Builder health = consumers.allConnected() ? Health.up() : Health.outOfService();
        return health.withDetail("outboxWaiting", relay.waiting()).build();
    }
}
