package io.flashsale.inventory.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When gates, ledger and orders are compared.
 *
 * @param every time between two comparisons; one instance at a time makes them
 * @param patience how long after the time to pay a reservation may be held before its order is asked for; longer than
 *     any message takes that is not lost
 */
@ConfigurationProperties("flashsale.inventory.reconciliation")
public record ReconciliationProperties(
        @DefaultValue("5m") Duration every,
        @DefaultValue("2m") Duration patience) {
    public ReconciliationProperties {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("flashsale.inventory.reconciliation.every must be positive");
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("flashsale.inventory.reconciliation.patience must not be negative");
        }
    }
}
