package io.flashsale.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class RememberedTokensTest {

    private static final Instant NOON = Instant.parse("2026-11-11T12:00:00Z");

    private final List<String> verified = new ArrayList<>();
    private final SettableClock clock = new SettableClock();
    private final RememberedTokens tokens = new RememberedTokens(this::verify, clock);

    @Test
    void verifiesATokenOnce() {
        Jwt first = tokens.decode("a");

        assertThat(tokens.decode("a")).isSameAs(first);
        tokens.decode("b");
        assertThat(verified).containsExactly("a", "b");
    }

    @Test
    void verifiesAgainWhatHasExpired() {
        tokens.decode("a");
        clock.now = NOON.plusSeconds(60);

        assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void doesNotRememberWhatIsRefused() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        }
        assertThat(verified).containsExactly("forged", "forged");
    }

    private Jwt verify(String token) {
        verified.add(token);
        if (token.equals("forged") || !clock.now.isBefore(NOON.plusSeconds(60))) {
            throw new BadJwtException("no");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "HS256")
                .subject("gateway")
                .expiresAt(NOON.plus(Duration.ofSeconds(60)))
                .build();
    }

    private static final class SettableClock extends Clock {
        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
