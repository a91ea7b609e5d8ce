package io.flashsale.order.application;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How unpaid orders are closed.
 *
 * @param wheel whether alarms in memory close them
 * @param message whether delay messages close them
 * @param sweep whether looking at the database closes them; at least one of the three is on
 * @param sweepEvery how often to look
 * @param loadEvery how often alarms are set from the database, for the orders due until the load after the next
 * @param alarms orders with an alarm at once; the others are left to the next load and to the sweep
 */
@Validated
@ConfigurationProperties("flashsale.expiry")
record ExpiryProperties(
        @DefaultValue("true") boolean wheel,
        @DefaultValue("true") boolean message,
        @DefaultValue("true") boolean sweep,

        @DefaultValue("1s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration sweepEvery,

        @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration loadEvery,

        @DefaultValue("100000") @Min(1) @Max(1_000_000) int alarms)
        implements ExpiryTriggers {

    ExpiryProperties {
        if (!wheel && !message && !sweep) {
            throw new IllegalArgumentException(
                    "flashsale.expiry: nothing would close unpaid orders; turn on wheel, message or sweep");
        }
    }

    @Override
    public boolean isOn(ExpiryTrigger trigger) {
        return switch (trigger) {
            case WHEEL -> wheel;
            case MESSAGE -> message;
            case SWEEP -> sweep;
        };
    }

    /** How far ahead alarms are set. */
    Duration lookAhead() {
        return loadEvery.multipliedBy(2);
    }
}
