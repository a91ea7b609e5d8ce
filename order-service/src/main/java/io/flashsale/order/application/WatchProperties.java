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
 * How shoppers wait for their orders.
 *
 * @param places requests that may wait at once; whoever comes when all are taken is answered at once
 * @param recheckEvery how often watched orders are looked up, for changes made by other instances
 * @param heartbeatEvery how often an event stream without events says that it is alive; below every idle time-out on
 *     the way
 * @param streamFor how long an event stream lasts; the browser comes back by itself
 */
@Validated
@ConfigurationProperties("flashsale.watch")
public record WatchProperties(
        @DefaultValue("2000") @Min(0) @Max(7000) int places,

        @DefaultValue("1s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration recheckEvery,

        @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(seconds = 20)
        Duration heartbeatEvery,

        @DefaultValue("60s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration streamFor) {}
