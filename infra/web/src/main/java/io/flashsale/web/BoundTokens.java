package io.flashsale.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that are worth something in one context only. A token names its subject, a nonce and the end of its validity;
 * what else it is bound to is not written in it, but has to be named again by whoever verifies it. HMAC-SHA256 with
 * keys that have ids, so that they can be changed: the first signs, all verify.
 *
 * <p>Form: {@code <key id>~<end of validity, epoch ms>~<nonce>~<MAC, base64url>~<subject>}.
 */
public final class BoundTokens {

    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,16}");
    private static final int MINIMUM_KEY_BYTES = 32;
    private static final int MAC_CHARACTERS = 43;
    private static final int LONGEST = 512;
    private static final char SEPARATOR = '~';
    private static final char END_OF_PART = '\n';
    private static final String ALGORITHM = "HmacSHA256";

    private final Map<String, Mac> keys;
    private final String signingKey;

    private BoundTokens(Map<String, Mac> keys, String signingKey) {
        this.keys = Map.copyOf(keys);
        this.signingKey = signingKey;
    }

    /**
     * What a genuine token says.
     *
     * @param subject whom it was given to
     * @param nonce unique to this token
     * @param validUntil the moment from which it is worth nothing; not checked by {@link BoundTokens#verify}
     */
    public record Token(String subject, String nonce, Instant validUntil) {}

    /**
     * Reads keys.
     *
     * @param keys {@code id:base64,id:base64,…}; each key holds at least 32 bytes, the first signs
     * @throws IllegalArgumentException if a key cannot be used; says which, but not what it holds
     */
    public static BoundTokens of(String keys) {
        Map<String, Mac> macs = new LinkedHashMap<>();
        for (String entry : keys.split(",", -1)) {
            int colon = entry.indexOf(':');
            String id = entry.substring(0, Math.max(0, colon)).strip();
            if (!KEY_ID.matcher(id).matches()) {
                throw new IllegalArgumentException(
                        "Each key is written id:base64, its id 1 to 16 letters, digits, dashes or underscores");
            }
            if (macs.put(id, mac(id, entry.substring(colon + 1).strip())) != null) {
                throw new IllegalArgumentException("Two keys have the id " + id);
            }
        }
        return new BoundTokens(macs, macs.keySet().iterator().next());
    }

    /**
     * Makes a token.
     *
     * @param bindings what it is bound to besides its subject; without line breaks
     */
    public String issue(String subject, String nonce, Instant validUntil, String... bindings) {
        String head = signingKey + SEPARATOR + validUntil.toEpochMilli() + SEPARATOR + nonce + SEPARATOR;
        Mac key = keys.get(signingKey);
        if (key == null) {
            throw new IllegalStateException("There is no key to sign with");
        }
        byte[] mac = compute(key, head, subject, bindings);
        return head + Base64.getUrlEncoder().withoutPadding().encodeToString(mac) + SEPARATOR + subject;
    }

    /**
     * Reads a token that was issued with one of the keys and the same bindings; null for everything else. Whether it is
     * still valid, and who may use it, is for the caller to decide.
     */
    public @Nullable Token verify(String token, String... bindings) {
        if (token.length() > LONGEST) {
            return null;
        }
        int endOfKey = token.indexOf(SEPARATOR);
        int endOfTime = token.indexOf(SEPARATOR, endOfKey + 1);
        int endOfNonce = token.indexOf(SEPARATOR, endOfTime + 1);
        int endOfMac = endOfNonce + 1 + MAC_CHARACTERS;
        if (endOfKey < 0
                || endOfTime < 0
                || endOfNonce < 0
                || endOfMac >= token.length()
                || token.charAt(endOfMac) != SEPARATOR) {
            return null;
        }
        Mac key = keys.get(token.substring(0, endOfKey));
        if (key == null) {
            return null;
        }
        String subject = token.substring(endOfMac + 1);
        byte[] claimed;
        Instant validUntil;
        try {
            claimed = Base64.getUrlDecoder().decode(token.substring(endOfNonce + 1, endOfMac));
            validUntil = Instant.ofEpochMilli(Long.parseLong(token, endOfKey + 1, endOfTime, 10));
        } catch (IllegalArgumentException e) {
            return null;
        }
        byte[] mac = compute(key, token.substring(0, endOfNonce + 1), subject, bindings);
        return MessageDigest.isEqual(mac, claimed)
                ? new Token(subject, token.substring(endOfTime + 1, endOfNonce), validUntil)
                : null;
    }

    /**
     * A key that belongs to one token, for its holder to sign with: 32 bytes that can be computed again from the token.
     * Null if the token names no key of ours; whether it is genuine is for {@link #verify} to say.
     */
    public byte @Nullable [] keyOf(String token) {
        Mac key = keys.get(token.substring(0, Math.max(0, token.indexOf(SEPARATOR))));
        return key == null ? null : compute(key, "key of the holder of" + END_OF_PART, token);
    }

    private static byte[] compute(Mac key, String head, String subject, String... bindings) {
        StringBuilder text = new StringBuilder(192).append(head);
        part(text, subject);
        for (String binding : bindings) {
            part(text, binding);
        }
        try {
            // Computing on a copy, the key is prepared only once.
            return ((Mac) key.clone()).doFinal(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The platform's " + ALGORITHM + " can be copied", e);
        }
    }

    private static void part(StringBuilder text, String part) {
        if (part.indexOf(END_OF_PART) >= 0) {
            throw new IllegalArgumentException("A line break cannot be part of a token");
        }
        text.append(part).append(END_OF_PART);
    }

    private static Mac mac(String id, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The key " + id + " is not base64", e);
        }
        if (bytes.length < MINIMUM_KEY_BYTES) {
            throw new IllegalArgumentException("The key " + id + " holds fewer than " + MINIMUM_KEY_BYTES + " bytes");
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
