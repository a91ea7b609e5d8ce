package io.flashsale.gateway.purchase;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Purchase tokens and the work that is asked for them.
 *
 * @param keys {@code id:base64,id:base64,…}: the first signs, all verify; no default
 * @param required whether an order needs a token
 * @param life how long a token is valid
 * @param answersFor how long after its end a token still leads to the answer it bought
 * @param challengeNumbers a solution is one of so many numbers, half of which a client tries on average; a browser tries
 *     some 100,000 a second
 * @param challengeLife how long a challenge may be solved; it may be fetched and solved before the sale begins
 */
@Validated
@ConfigurationProperties("flashsale.purchase-token")
record PurchaseProperties(
        @Nullable String keys,
        @DefaultValue("true") boolean required,

        @DefaultValue("45s") @DurationMin(seconds = 30) @DurationMax(seconds = 60)
        Duration life,

        @DefaultValue("10m") Duration answersFor,
        @DefaultValue("10000") @Min(100) long challengeNumbers,

        @DefaultValue("5m") @DurationMin(seconds = 10) @DurationMax(minutes = 9)
        Duration challengeLife) {

    @Override
    public String toString() {
        return "PurchaseProperties[required=" + required + ", life=" + life + "]";
    }
}
