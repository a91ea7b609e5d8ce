package io.flashsale.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.flashsale.testing.TestSecrets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Genuine and forged access tokens. */
public final class AccessToken {

    private static final RSAKey KEY = key();

    private AccessToken() {}

    /** A genuine token of a shopper. */
    public static String shopper(String subject) {
        return genuine(subject, "SHOPPER");
    }

    /** A genuine token with the given roles. */
    public static String genuine(String subject, String... roles) {
        return signed(claims -> claims.subject(subject).claim("roles", List.of(roles)));
    }

    /** A token signed with the genuine key, its claims changed. */
    public static String signed(Consumer<JWTClaimsSet.Builder> change) {
        return signed(JWSAlgorithm.RS256, KEY.getKeyID(), change);
    }

    /** A token signed with the genuine key under any RSA algorithm and key id. */
    public static String signed(JWSAlgorithm algorithm, @Nullable String keyId, Consumer<JWTClaimsSet.Builder> change) {
        try {
            return sign(new JWSHeader.Builder(algorithm).keyID(keyId).build(), new RSASSASigner(KEY), change);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Forged: says it needs no signature. */
    public static String unsigned() {
        return new PlainJWT(claims(claims -> {})).serialize();
    }

    /** Forged: HS256 with the public key, which everybody may know, as the secret. */
    public static String hmacWithPublicKey() {
        try {
            return sign(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(KEY.getKeyID())
                            .build(),
                    new MACSigner(Base64.getDecoder().decode(TestSecrets.JWT_PUBLIC_KEY)),
                    claims -> {});
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The genuine key's id. */
    public static String keyId() {
        return KEY.getKeyID();
    }

    /** What an OpenID provider with the genuine key shows at its {@code jwks_uri}. */
    public static String keySet() {
        return new JWKSet(KEY).toString();
    }

    private static String sign(JWSHeader header, JWSSigner signer, Consumer<JWTClaimsSet.Builder> change)
            throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims(change));
        token.sign(signer);
        return token.serialize();
    }

    private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer("flashsale")
                .audience("flashsale")
                .subject("mallory")
                .claim("roles", List.of("SHOPPER"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3_600)));
        change.accept(claims);
        return claims.build();
    }

    private static RSAKey key() {
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            Base64.Decoder base64 = Base64.getDecoder();
            return new RSAKey.Builder((RSAPublicKey)
                            factory.generatePublic(new X509EncodedKeySpec(base64.decode(TestSecrets.JWT_PUBLIC_KEY))))
                    .privateKey(factory.generatePrivate(
                            new PKCS8EncodedKeySpec(base64.decode(TestSecrets.JWT_PRIVATE_KEY))))
                    .keyIDFromThumbprint()
                    .build();
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
