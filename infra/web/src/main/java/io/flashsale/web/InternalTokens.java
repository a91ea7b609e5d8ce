package io.flashsale.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Issues the short-lived tokens by which services know that a request came through the gateway or from a named peer.
 * HS256 over a secret that only the platform's own processes hold; a token lives {@link #LIFETIME} and is reused for
 * half of it.
 */
public final class InternalTokens {

    /** Issuer claim. */
    public static final String ISSUER = "flashsale";

    /** Audience claim. */
    public static final String AUDIENCE = "flashsale-internal";

    /** Claim that holds the {@link Role}'s name. */
    public static final String ROLE_CLAIM = "role";

    /** How long a token is valid. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final int MINIMUM_SECRET_BYTES = 32;
    private static final int CACHED_TOKENS = 4096;
    private static final JWSHeader HEADER = new JWSHeader(JWSAlgorithm.HS256);

    private final JWSSigner signer;
    private final Clock clock;
    private final Map<Caller, Issued> cache = new ConcurrentHashMap<>();

    private record Issued(String token, Instant reusableUntil) {}

    /** Issues tokens signed with the given key, dated by the given clock. */
    public InternalTokens(SecretKey key, Clock clock) {
        try {
            this.signer = new MACSigner(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("The internal secret does not fit HS256", e);
        }
        this.clock = clock;
    }

    /**
     * The key in a base64 secret.
     *
     * @throws IllegalArgumentException if it is not base64 or shorter than 32 bytes
     */
    public static SecretKey key(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("FLASHSALE_INTERNAL_SECRET is not base64", e);
        }
        if (bytes.length < MINIMUM_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "FLASHSALE_INTERNAL_SECRET must hold at least " + MINIMUM_SECRET_BYTES + " bytes, base64-encoded");
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    /** A token that vouches for the given caller. */
    public String issue(Caller caller) {
        Instant now = clock.instant();
        Issued known = cache.get(caller);
        if (known != null && now.isBefore(known.reusableUntil())) {
            return known.token();
        }
        if (cache.size() >= CACHED_TOKENS) {
            cache.clear();
        }
        Issued issued = new Issued(sign(caller, now), now.plus(LIFETIME.dividedBy(2)));
        cache.put(caller, issued);
        return issued.token();
    }

    private String sign(Caller caller, Instant now) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(caller.subject())
                .claim(ROLE_CLAIM, caller.role().name())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build();
        SignedJWT token = new SignedJWT(HEADER, claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot sign an internal token", e);
        }
        return token.serialize();
    }
}
