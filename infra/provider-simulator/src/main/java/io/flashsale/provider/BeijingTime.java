package io.flashsale.provider;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Alipay writes every time as {@code yyyy-MM-dd HH:mm:ss} on Beijing's clock. */
final class BeijingTime {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private BeijingTime() {}

    static String format(Instant instant) {
        return FORMAT.format(instant.atZone(ZONE));
    }

    /** The calendar day in Beijing. */
    static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }

    /** The instant a text names. Throws {@link java.time.DateTimeException} if it names none. */
    static Instant parse(String text) {
        return LocalDateTime.parse(text, FORMAT).atZone(ZONE).toInstant();
    }
}
