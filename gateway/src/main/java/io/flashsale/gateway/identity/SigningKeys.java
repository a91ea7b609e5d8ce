package io.flashsale.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads RSA keys from configuration. A key's id is its RFC 7638 thumbprint. */
final class SigningKeys {

    private static final int MINIMUM_BITS = 2048;

    private SigningKeys() {}

    /** The keys that verify tokens: one, or several separated by commas while they are being changed. */
    static List<RSAKey> verifying(@Nullable String base64) {
        if (base64 == null) {
            return List.of(build(new RSAKey.Builder(publicKey(null))));
        }
        return Arrays.stream(base64.split(",", -1))
                .map(key -> build(new RSAKey.Builder(publicKey(key))))
                .toList();
    }

    /** The key pair that signs tokens. */
    static RSAKey signing(@Nullable String publicBase64, @Nullable String privateBase64) {
        RSAPrivateKey privateKey = privateKey(privateBase64);
        for (RSAKey candidate : verifying(publicBase64)) {
            RSAPublicKey publicKey = publicPart(candidate);
            if (publicKey.getModulus().equals(privateKey.getModulus())) {
                return build(new RSAKey.Builder(publicKey).privateKey(privateKey));
            }
        }
        throw new IllegalStateException("FLASHSALE_JWT_PRIVATE_KEY and FLASHSALE_JWT_PUBLIC_KEY are not one pair.");
    }

    private static RSAPublicKey publicPart(RSAKey key) {
        try {
            return key.toRSAPublicKey();
        } catch (JOSEException e) {
            throw new IllegalStateException("The token key cannot be read", e);
        }
    }

    private static RSAKey build(RSAKey.Builder key) {
        try {
            return key.keyIDFromThumbprint().build();
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot compute the thumbprint of the token key", e);
        }
    }

    private static RSAPublicKey publicKey(@Nullable String base64) {
        byte[] der = der(base64, "FLASHSALE_JWT_PUBLIC_KEY", "RSA public key (X.509)");
        try {
            RSAPublicKey key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
            if (key.getModulus().bitLength() < MINIMUM_BITS) {
                throw new IllegalStateException("FLASHSALE_JWT_PUBLIC_KEY is shorter than 2048 bits.");
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("FLASHSALE_JWT_PUBLIC_KEY is not an RSA public key (X.509).", e);
        }
    }

    private static RSAPrivateKey privateKey(@Nullable String base64) {
        byte[] der = der(base64, "FLASHSALE_JWT_PRIVATE_KEY", "RSA private key (PKCS #8)");
        try {
            return (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("FLASHSALE_JWT_PRIVATE_KEY is not an RSA private key (PKCS #8).", e);
        }
    }

    private static byte[] der(@Nullable String base64, String variable, String what) {
        if (base64 == null || base64.isBlank()) {
            throw new IllegalStateException("Set " + variable + ": base64 of a DER-encoded " + what + ", 2048 bits.");
        }
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(variable + " is not base64.", e);
        }
    }
}
