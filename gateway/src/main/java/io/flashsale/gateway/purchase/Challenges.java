package io.flashsale.gateway.purchase;

import io.flashsale.gateway.store.SingleUse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.altcha.altcha.Altcha;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Proof of work by ALTCHA: a client tries numbers until one hashes to what was asked for. A challenge is for one buyer
 * and one item, is solved once, and the more is suspected of the buyer the more numbers there are.
 */
@Component
final class Challenges {

    private static final int FINGERPRINT_BYTES = 16;
    private static final int ID_CHARACTERS = 32;
    private static final String BOUND_TO = "for";
    private static final String MADE_AT = "at";
    private static final String EFFORT = "effort";

    private final PurchaseProperties properties;
    private final SingleUse singleUse;
    private final JsonMapper json;
    private final Clock clock;
    private final String key;

    Challenges(
            PurchaseProperties properties,
            @Value("${flashsale.internal.secret}") String secret,
            SingleUse singleUse,
            JsonMapper json,
            Clock clock) {
        this.properties = properties;
        this.singleUse = singleUse;
        this.json = json;
        this.clock = clock;
        this.key = key(secret);
    }

    /**
     * A new challenge.
     *
     * @param effort how many times the usual number of tries
     */
    Altcha.Challenge create(String buyerId, String campaignId, String sku, long effort) {
        Instant now = clock.instant();
        Altcha.ChallengeOptions options = new Altcha.ChallengeOptions()
                .setAlgorithm(Altcha.Algorithm.SHA256)
                .setMaxNumber(Math.multiplyExact(properties.challengeNumbers(), effort))
                .setSecureRandomNumber(true)
                .setExpires(now.plus(properties.challengeLife()).getEpochSecond())
                .setHmacKey(key)
                .addParam(BOUND_TO, fingerprint(buyerId, campaignId, sku))
                .addParam(EFFORT, Long.toString(effort))
                .addParam(MADE_AT, Long.toString(now.toEpochMilli()));
        try {
            return Altcha.createChallenge(options);
        } catch (Exception e) {
            throw new IllegalStateException("A challenge cannot be made", e);
        }
    }

    /** What a solution turned out to be. */
    sealed interface Result {
        /** Right, and used up by this. */
        record Solved(long effort) implements Result {}

        /** Right, but used before. */
        record UsedBefore() implements Result {}

        /** Wrong, late, or made for another buyer or item. */
        record Wrong() implements Result {}
    }

    /** Checks a solution and uses its challenge up. */
    Mono<Result> redeem(@Nullable String solution, String buyerId, String campaignId, String sku) {
        Altcha.Payload payload = read(solution);
        if (payload == null || !isRight(payload)) {
            return Mono.just(new Result.Wrong());
        }
        String boundTo = parameter(payload.salt, BOUND_TO);
        String effort = parameter(payload.salt, EFFORT);
        if (boundTo == null || effort == null || !boundTo.equals(fingerprint(buyerId, campaignId, sku))) {
            return Mono.just(new Result.Wrong());
        }
        // The signature was compared, so it is as unique as the challenge.
        String id = payload.signature.substring(0, ID_CHARACTERS);
        return singleUse
                .use("challenge", id, properties.challengeLife().plusMinutes(1))
                .map(first -> first ? new Result.Solved(Long.parseLong(effort)) : new Result.UsedBefore());
    }

    private Altcha.@Nullable Payload read(@Nullable String solution) {
        if (solution == null) {
            return null;
        }
        try {
            Altcha.Payload payload = json.readValue(Base64.getDecoder().decode(solution), Altcha.Payload.class);
            return payload == null
                            || payload.number == null
                            || payload.salt == null
                            || payload.challenge == null
                            || payload.signature == null
                            || !Altcha.Algorithm.SHA256.getName().equals(payload.algorithm)
                    ? null
                    : payload;
        } catch (JacksonException | IllegalArgumentException e) {
            return null;
        }
    }

    private boolean isRight(Altcha.Payload payload) {
        try {
            return Altcha.verifySolution(payload, key, true);
        } catch (Exception e) {
            return false;
        }
    }

    /** From a salt of the form {@code 0a1b2c?name=value&name=value&}. */
    private static @Nullable String parameter(String salt, String name) {
        for (String pair : salt.substring(salt.indexOf('?') + 1).split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return null;
    }

    private static String fingerprint(String buyerId, String campaignId, String sku) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((buyerId + '\n' + campaignId + '\n' + sku).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, FINGERPRINT_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** A key of its own, the same in every gateway. */
    private static String key(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.strip()), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal("challenges".getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
