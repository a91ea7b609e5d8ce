package io.flashsale.loadtest.simulations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ProofOfWorkTest {

    private static final String SALT = "0a1b2c?expires=1&for=x&";

    @Test
    void findsTheNumber() throws NoSuchAlgorithmException {
        String payload = ProofOfWork.solve(hash(SALT + 4321), SALT, "sig", 10_000);

        assertThat(new String(Base64.getDecoder().decode(payload), UTF_8))
                .contains("\"number\":4321", "\"salt\":\"" + SALT + "\"", "\"signature\":\"sig\"");
    }

    @Test
    void givesUpWhenThereIsNone() throws NoSuchAlgorithmException {
        String challenge = hash("another salt 1");

        assertThatThrownBy(() -> ProofOfWork.solve(challenge, SALT, "sig", 100))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String hash(String text) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }
}
