package io.flashsale.payment.provider.alipay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Alipay's RSA2: SHA256withRSA, Base64. Signs as the merchant and verifies what the provider signed. */
final class Rsa2 {

    private static final String ALGORITHM = "SHA256withRSA";

    private final PrivateKey merchant;
    private final List<PublicKey> provider;

    /**
     * Reads the keys, DER in Base64.
     *
     * @param providerPublicKeys one, or while the provider changes its key the old and the new one, with a comma between
     *
     * @throws IllegalStateException naming the environment variable whose key is missing or not an RSA key
     */
    Rsa2(String merchantPrivateKey, String providerPublicKeys) {
        this.merchant = read(
                "FLASHSALE_PROVIDER_MERCHANT_PRIVATE_KEY",
                merchantPrivateKey,
                (rsa, der) -> rsa.generatePrivate(new PKCS8EncodedKeySpec(der)));
        this.provider = Arrays.stream(providerPublicKeys.split(",", -1))
                .map(key -> read(
                        "FLASHSALE_PROVIDER_PUBLIC_KEY",
                        key,
                        (rsa, der) -> rsa.generatePublic(new X509EncodedKeySpec(der))))
                .toList();
    }

    String sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(merchant);
            signature.update(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA signing failed", e);
        }
    }

    boolean isProviders(String text, String sign) {
        return provider.stream().anyMatch(key -> isSignedBy(key, text, sign));
    }

    private static boolean isSignedBy(PublicKey key, String text, String sign) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(text.getBytes(UTF_8));
            return signature.verify(Base64.getDecoder().decode(sign));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static <K> K read(String variable, String base64, Reader<K> reader) {
        if (base64.isBlank()) {
            throw new IllegalStateException("Set " + variable + ": an RSA key, DER in Base64.");
        }
        try {
            return reader.read(
                    KeyFactory.getInstance("RSA"), Base64.getDecoder().decode(base64.strip()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(variable + " is not an RSA key, DER in Base64.", e);
        }
    }

    @FunctionalInterface
    private interface Reader<K> {
        K read(KeyFactory rsa, byte[] der) throws GeneralSecurityException;
    }
}
