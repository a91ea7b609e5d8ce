package io.flashsale.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.flashsale.web.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;

/** Issues access tokens to whoever asks, in place of a real identity provider. */
final class DevIssuer {

    private final IdentityProperties properties;
    private final Clock clock;
    private final JWSHeader header;
    private final JWSSigner signer;

    DevIssuer(IdentityProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        RSAKey key = SigningKeys.signing(properties.publicKey(), properties.privateKey());
        this.header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        try {
            this.signer = new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException("The token key does not fit RS256", e);
        }
    }

    /**
     * An access token.
     *
     * @param token the signed token
     * @param expiresAt when it stops being valid
     */
    record AccessToken(String token, Instant expiresAt) {}

    AccessToken issue(String subject, Role role) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = now.plus(properties.devTokenLife());
        SignedJWT token = new SignedJWT(
                header,
                new JWTClaimsSet.Builder()
                        .issuer(properties.issuer())
                        .audience(properties.audience())
                        .subject(subject)
                        .claim(properties.rolesClaim(), List.of(role.name()))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(expiresAt))
                        .build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot sign an access token", e);
        }
        return new AccessToken(token.serialize(), expiresAt);
    }
}
