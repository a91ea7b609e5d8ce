package io.flashsale.inventory.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this instance works.
 *
 * @param instance name among the consumers of the journal; two running instances must not share it, and an instance
 *     that restarts under its old name finds its unfinished entries at once
 * @param journalTakeOverAfter how long another instance may leave a journal entry unacknowledged before this one takes
 *     it over; longer than any healthy transaction
 * @param fourEyesAbove units from which on opening a campaign and changing its stock needs two operators: the second asks
 *     for the same within half an hour
 * @param repairGates whether gates that lost their data are filled from the ledger automatically
 */
@ConfigurationProperties("flashsale.inventory")
public record InventoryProperties(
        @DefaultValue("inventory-service") String instance,
        @DefaultValue("30s") Duration journalTakeOverAfter,
        @DefaultValue("1000000") long fourEyesAbove,
        @DefaultValue("true") boolean repairGates) {

    public InventoryProperties {
        if (fourEyesAbove < 0) throw new IllegalArgumentException("flashsale.inventory.four-eyes-above is negative");
        if (instance.isBlank()) throw new IllegalArgumentException("flashsale.inventory.instance is blank");
        if (journalTakeOverAfter.isNegative() || journalTakeOverAfter.isZero()) {
            throw new IllegalArgumentException("flashsale.inventory.journal-take-over-after must be positive");
        }
    }
}
