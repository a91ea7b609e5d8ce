package io.flashsale.loadtest.benchmark.sale;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.flashsale.loadtest.benchmark.stack.Surroundings;
import io.flashsale.web.Caller;
import io.flashsale.web.InternalTokens;
import io.flashsale.web.Role;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Shoppers with tokens for the whole run. So many that no cache of tokens on the way is of use when they take turns, as
 * in a sale where everybody clicks once.
 *
 * @param accessTokens what buyers show at a gateway
 * @param internalTokens what a gateway shows for them behind it
 */
public record Buyers(List<byte[]> accessTokens, List<byte[]> internalTokens) {

    private static final int COUNT = 10_000;
    private static final Duration VALID_FOR = Duration.ofHours(12);

    /** Signs all tokens, which takes some seconds. */
    public static Buyers signedFor(Surroundings surroundings) {
        RSAKey key = key(surroundings.jwtPublicKey(), surroundings.jwtPrivateKey());
        // Dated ahead, because such a token lives a minute and is checked for its end only.
        InternalTokens internal = new InternalTokens(
                InternalTokens.key(surroundings.internalSecret()), Clock.offset(Clock.systemUTC(), VALID_FOR));
        return new Buyers(
                tokens(COUNT, buyer -> access(buyer, key)),
                tokens(COUNT, buyer -> internal.issue(new Caller(buyer, Role.SHOPPER))));
    }

    /** Only what buyers show at the gateway, for so many of them; a thousand take about a second. */
    public static List<byte[]> accessTokens(Surroundings surroundings, int count) {
        RSAKey key = key(surroundings.jwtPublicKey(), surroundings.jwtPrivateKey());
        return tokens(count, buyer -> access(buyer, key));
    }

    /** What a buyer is called. */
    public static String name(int number) {
        return "bench-" + number;
    }

    private static List<byte[]> tokens(int count, Function<String, String> issuer) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(number -> issuer.apply(name(number)).getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    /** As the gateway's own dev issuer, which would have to be asked ten thousand times. */
    private static String access(String buyer, RSAKey key) {
        Instant now = Instant.now();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer("flashsale")
                        .audience("flashsale")
                        .subject(buyer)
                        .claim("roles", List.of(Role.SHOPPER.name()))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(VALID_FOR)))
                        .build());
        try {
            JWSSigner signer = new RSASSASigner(key);
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot sign an access token", e);
        }
        return token.serialize();
    }

    private static RSAKey key(String publicBase64, String privateBase64) {
        Base64.Decoder base64 = Base64.getDecoder();
        try {
            KeyFactory keys = KeyFactory.getInstance("RSA");
            return new RSAKey.Builder(
                            (RSAPublicKey) keys.generatePublic(new X509EncodedKeySpec(base64.decode(publicBase64))))
                    .privateKey(
                            (RSAPrivateKey) keys.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(privateBase64))))
                    .keyIDFromThumbprint()
                    .build();
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalArgumentException("The key of the access tokens cannot be read", e);
        }
    }
}
