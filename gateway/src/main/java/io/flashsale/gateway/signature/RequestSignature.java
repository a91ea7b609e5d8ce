package io.flashsale.gateway.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * {@code Request-Signature: t=<epoch ms>,n=<nonce>,s=<base64url>}, where s is the HMAC-SHA256 of method, path, the body's
 * SHA-256 in hex, t and n, each on a line of its own.
 *
 * @param at when the client signed
 * @param nonce drawn by the client
 */
record RequestSignature(Instant at, String nonce, String mac) {

    private static final Pattern FORM = Pattern.compile("t=([0-9]{13}),n=([A-Za-z0-9_-]{16,64}),s=([A-Za-z0-9_-]{43})");

    static @Nullable RequestSignature parse(@Nullable String header) {
        if (header == null) {
            return null;
        }
        Matcher matcher = FORM.matcher(header);
        return matcher.matches()
                ? new RequestSignature(
                        Instant.ofEpochMilli(Long.parseLong(matcher.group(1))), matcher.group(2), matcher.group(3))
                : null;
    }

    /** Unique to a request that was signed. */
    String id() {
        return nonce + mac;
    }

    boolean fits(byte[] key, String method, String path, byte[] body) {
        return MessageDigest.isEqual(
                compute(key, method, path, body).getBytes(StandardCharsets.US_ASCII),
                mac.getBytes(StandardCharsets.US_ASCII));
    }

    private String compute(byte[] key, String method, String path, byte[] body) {
        try {
            String bodyHash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(key, "HmacSHA256"));
            String text = method + '\n' + path + '\n' + bodyHash + '\n' + at.toEpochMilli() + '\n' + nonce;
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(hmac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256 and HmacSHA256", e);
        }
    }
}
