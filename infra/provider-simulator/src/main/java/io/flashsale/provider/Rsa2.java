package io.flashsale.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Alipay's RSA2: SHA256withRSA, Base64. Signs with the provider's key and verifies with the merchant's. */
final class Rsa2 {

    private static final String ALGORITHM = "SHA256withRSA";

    private final PrivateKey own;
    private final PublicKey merchant;

    private Rsa2(PrivateKey own, PublicKey merchant) {
        this.own = own;
        this.merchant = merchant;
    }

    /**
     * Reads both keys.
     *
     * @param ownPrivateKey PKCS #8, DER in Base64
     * @param merchantPublicKey SubjectPublicKeyInfo, DER in Base64
     * @throws IllegalArgumentException if either is not an RSA key
     */
    static Rsa2 of(String ownPrivateKey, String merchantPublicKey) {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            return new Rsa2(
                    rsa.generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getDecoder().decode(ownPrivateKey))),
                    rsa.generatePublic(
                            new X509EncodedKeySpec(Base64.getDecoder().decode(merchantPublicKey))));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The provider's keys must be RSA keys, DER in Base64.", e);
        }
    }

    String sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(own);
            signature.update(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA signing failed", e);
        }
    }

    boolean isMerchants(String text, String sign) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(merchant);
            signature.update(text.getBytes(UTF_8));
            return signature.verify(Base64.getDecoder().decode(sign));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
