package io.flashsale.testing;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** Secrets of this test JVM, new in every run. Keys are RSA 2048 in base64 of PKCS#8 and SPKI. */
public final class TestSecrets {

    /** Key of the tokens by which services know each other: base64 of 32 bytes. */
    public static final String INTERNAL_SECRET = randomKey();

    /** Keys of the purchase tokens: an id and base64 of 32 bytes. */
    public static final String PURCHASE_TOKEN_KEYS = "k1:" + randomKey();

    public static final String JWT_PRIVATE_KEY;
    public static final String JWT_PUBLIC_KEY;
    public static final String PROVIDER_PRIVATE_KEY;
    public static final String PROVIDER_PUBLIC_KEY;
    public static final String PROVIDER_MERCHANT_PRIVATE_KEY;
    public static final String PROVIDER_MERCHANT_PUBLIC_KEY;

    static {
        KeyPair gateway = keyPair();
        JWT_PRIVATE_KEY = base64(gateway.getPrivate().getEncoded());
        JWT_PUBLIC_KEY = base64(gateway.getPublic().getEncoded());
        KeyPair provider = keyPair();
        PROVIDER_PRIVATE_KEY = base64(provider.getPrivate().getEncoded());
        PROVIDER_PUBLIC_KEY = base64(provider.getPublic().getEncoded());
        KeyPair merchant = keyPair();
        PROVIDER_MERCHANT_PRIVATE_KEY = base64(merchant.getPrivate().getEncoded());
        PROVIDER_MERCHANT_PUBLIC_KEY = base64(merchant.getPublic().getEncoded());
    }

    private TestSecrets() {}

    /** Every secret under the name of the environment variable that carries it. */
    public static Map<String, String> environment() {
        return Map.of(
                "FLASHSALE_INTERNAL_SECRET", INTERNAL_SECRET,
                "FLASHSALE_PURCHASE_TOKEN_KEYS", PURCHASE_TOKEN_KEYS,
                "FLASHSALE_JWT_PRIVATE_KEY", JWT_PRIVATE_KEY,
                "FLASHSALE_JWT_PUBLIC_KEY", JWT_PUBLIC_KEY,
                "FLASHSALE_PROVIDER_PRIVATE_KEY", PROVIDER_PRIVATE_KEY,
                "FLASHSALE_PROVIDER_PUBLIC_KEY", PROVIDER_PUBLIC_KEY,
                "FLASHSALE_PROVIDER_MERCHANT_PRIVATE_KEY", PROVIDER_MERCHANT_PRIVATE_KEY,
                "FLASHSALE_PROVIDER_MERCHANT_PUBLIC_KEY", PROVIDER_MERCHANT_PUBLIC_KEY);
    }

    private static String randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return base64(key);
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
