package io.flashsale.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class BoundTokensTest {

    private static final Instant END = Instant.parse("2026-11-26T02:00:00.123Z");
    private static final String OLD = "k1:" + key("an old key of 32 bytes or more !");
    private static final String NEW = "k2:" + key("a new key of 32 bytes or more !!");

    private final BoundTokens tokens = BoundTokens.of(NEW + "," + OLD);

    @Test
    void tellsWhatWasWrittenIntoAToken() {
        String token = tokens.issue("b~1", "n-1", END, "c1", "s1");

        assertThat(token).startsWith("k2~");
        assertThat(tokens.verify(token, "c1", "s1")).isEqualTo(new BoundTokens.Token("b~1", "n-1", END));
    }

    @Test
    void isWorthNothingInAnotherContext() {
        String token = tokens.issue("b-1", "n-1", END, "c1", "s1");

        assertThat(tokens.verify(token, "c1", "s2")).isNull();
        assertThat(tokens.verify(token, "c1")).isNull();
        assertThat(tokens.verify(token, "c1s", "1")).isNull();
        assertThat(tokens.verify(token, "c1", "s1", "")).isNull();
    }

    @Test
    void noPartCanBeChanged() {
        String token = tokens.issue("b-1", "n-1", END, "c1");
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            // The last character of 43 carries bits that base64 does not use.
            if (!sameMac(token, changed)) {
                assertThat(tokens.verify(changed, "c1")).as(changed).isNull();
            }
            assertThat(tokens.verify(token.substring(0, i), "c1")).isNull();
        }
    }

    @Test
    void anOldKeyVerifiesAndAnUnknownOneDoesNot() {
        String old = BoundTokens.of(OLD).issue("b-1", "n-1", END, "c1");

        assertThat(tokens.verify(old, "c1")).isNotNull();
        assertThat(BoundTokens.of(NEW).verify(old, "c1")).isNull();
    }

    @Test
    void refusesKeysThatAreNone() {
        assertThatThrownBy(() -> BoundTokens.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BoundTokens.of("k1:" + key("short"))).hasMessageContaining("k1");
        assertThatThrownBy(() -> BoundTokens.of("k1:***")).hasMessageContaining("base64");
        assertThatThrownBy(() -> BoundTokens.of(OLD + "," + OLD)).hasMessageContaining("Two keys");
    }

    private static boolean sameMac(String token, String changed) {
        String[] a = token.split("~", -1);
        String[] b = changed.split("~", -1);
        if (b.length != a.length
                || !a[0].equals(b[0])
                || !a[1].equals(b[1])
                || !a[2].equals(b[2])
                || !a[4].equals(b[4])) {
            return false;
        }
        return java.util.Arrays.equals(
                Base64.getUrlDecoder().decode(a[3]), Base64.getUrlDecoder().decode(b[3]));
    }

    private static String key(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
