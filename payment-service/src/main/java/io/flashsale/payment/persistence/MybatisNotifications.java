package io.flashsale.payment.persistence;

import io.flashsale.payment.application.NotificationVerdict;
import io.flashsale.payment.application.Notifications;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Repository;

@Repository
class MybatisNotifications implements Notifications {

    private static final int KEPT_CHARACTERS = 8192;

    private final NotificationMapper mapper;

    MybatisNotifications(NotificationMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void recordRefused(byte[] rawBody, NotificationVerdict verdict, Instant now) {
        // What the body claims to be is not believed, so it cannot occupy a genuine notification's id.
        mapper.insert(null, null, verdict, text(rawBody), Utc.column(now));
    }

    @Override
    public NotificationVerdict recordGenuine(String notifyId, String paymentId, byte[] rawBody, Instant now) {
        try {
            mapper.insert(notifyId, paymentId, NotificationVerdict.UNDECIDED, text(rawBody), Utc.column(now));
            return NotificationVerdict.UNDECIDED;
        } catch (DuplicateKeyException e) {
            NotificationVerdict earlier = mapper.verdict(notifyId);
            return earlier == null ? NotificationVerdict.UNDECIDED : earlier;
        }
    }

    @Override
    public void decide(String notifyId, NotificationVerdict verdict) {
        mapper.decide(notifyId, verdict);
    }

    private static String text(byte[] rawBody) {
        String text = new String(rawBody, StandardCharsets.UTF_8);
        return text.length() <= KEPT_CHARACTERS ? text : text.substring(0, KEPT_CHARACTERS);
    }
}
