package io.flashsale.web;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * A decoder that verifies a token once and believes the very same characters until the token expires: peers and the
 * gateway send one token with many requests. What is refused is not remembered.
 */
final class RememberedTokens implements JwtDecoder {

    private static final int CAPACITY = 8_192;

    private final JwtDecoder decoder;
    private final Clock clock;
    private final Map<String, Jwt> verified = new ConcurrentHashMap<>();

    RememberedTokens(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
        Jwt known = verified.get(token);
        if (known != null && clock.instant().isBefore(expiry(known))) {
            return known;
        }
        Jwt decoded = decoder.decode(token);
        if (verified.size() >= CAPACITY) {
            verified.clear();
        }
        verified.put(token, decoded);
        return decoded;
    }

    /** A token without an expiry is verified every time. */
    private static Instant expiry(Jwt token) {
        Instant expiresAt = token.getExpiresAt();
        return expiresAt == null ? Instant.MIN : expiresAt;
    }
}
