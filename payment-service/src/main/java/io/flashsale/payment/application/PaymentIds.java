package io.flashsale.payment.application;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Ids in the form of a version 7 UUID without dashes: sorted by time, and not to be guessed. */
@Component
class PaymentIds {

    private static final int BYTES = 16;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PaymentIds(Clock clock) {
        this.clock = clock;
    }

    String next() {
        byte[] id = new byte[BYTES];
        random.nextBytes(id);
        long millis = clock.millis();
        for (int i = 0; i < 6; i++) {
            id[i] = (byte) (millis >>> (40 - 8 * i));
        }
        id[6] = (byte) (0x70 | (id[6] & 0x0f));
        id[8] = (byte) (0x80 | (id[8] & 0x3f));
        return HexFormat.of().formatHex(id);
    }
}
