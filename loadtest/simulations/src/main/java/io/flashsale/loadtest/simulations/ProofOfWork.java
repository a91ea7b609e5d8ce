package io.flashsale.loadtest.simulations;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Solves ALTCHA challenges as its widget does in a browser: tries numbers until one gives the hash asked for. */
final class ProofOfWork {

    private ProofOfWork() {}

    /**
     * The solution as the shop wants it: base64 of JSON.
     *
     * @throws IllegalArgumentException when no number up to {@code maxNumber} is the solution
     */
    static String solve(String challenge, String salt, String signature, long maxNumber) {
        byte[] wanted = HexFormat.of().parseHex(challenge);
        try {
            MessageDigest salted = MessageDigest.getInstance("SHA-256");
            salted.update(salt.getBytes(UTF_8));
            for (long number = 0; number <= maxNumber; number++) {
                MessageDigest digest = (MessageDigest) salted.clone();
                if (Arrays.equals(digest.digest(Long.toString(number).getBytes(US_ASCII)), wanted)) {
                    return payload(challenge, salt, signature, number);
                }
            }
        } catch (NoSuchAlgorithmException | CloneNotSupportedException e) {
            throw new IllegalStateException("Every Java platform has a SHA-256 that can be copied", e);
        }
        throw new IllegalArgumentException("The challenge has no solution up to " + maxNumber);
    }

    private static String payload(String challenge, String salt, String signature, long number) {
        String json =
                "{\"algorithm\":\"SHA-256\",\"challenge\":\"%s\",\"number\":%d,\"salt\":\"%s\",\"signature\":\"%s\"}"
                        .formatted(challenge, number, salt, signature);
        return Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
    }
}
