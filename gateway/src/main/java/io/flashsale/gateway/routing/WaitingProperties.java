package io.flashsale.gateway.routing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Routes whose requests wait for something to happen.
 *
 * @param maxConnections requests that may wait at once per service; they have connections of their own, so that however
 *     many wait, buying is not held up
 * @param acquireTimeout how long one more request waits for such a connection before it is told to come back
 * @param responseTimeout how long an answer may take to begin; longer than the 20 s that order-service may wait
 */
@Validated
@ConfigurationProperties("flashsale.gateway.waiting")
record WaitingProperties(
        @DefaultValue("2048") @Min(1) @Max(8192) int maxConnections,

        @DefaultValue("500ms") @DurationMin(millis = 1) @DurationMax(seconds = 10)
        Duration acquireTimeout,

        @DefaultValue("25s") @DurationMin(millis = 1) @DurationMax(minutes = 1)
        Duration responseTimeout) {}
