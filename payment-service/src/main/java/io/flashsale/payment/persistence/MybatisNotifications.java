package io.flashsale.payment.persistence;

import io.flashsale.payment.application.NotificationVerdict;
import io.flashsale.payment.application.Notifications;
import io.flashsale.payment.domain.Money;
import io.flashsale.payment.provider.PaymentProvider.Notification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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
        mapper.insert(null, null, null, null, verdict, text(rawBody), Utc.column(now));
    }

    @Override
    public Recorded recordGenuine(
            Notification.Genuine genuine, NotificationVerdict verdict, byte[] rawBody, Instant now) {
        try {
            mapper.insert(
                    genuine.notifyId(),
                    genuine.paymentId(),
                    genuine.tradeNo(),
                    genuine.amount().amount(),
                    verdict,
                    text(rawBody),
                    Utc.column(now));
            return new Recorded(true, verdict);
        } catch (DuplicateKeyException e) {
            NotificationVerdict earlier = mapper.verdict(genuine.notifyId());
            return new Recorded(false, earlier == null ? verdict : earlier);
        }
    }

    @Override
    public List<Notification.Genuine> undecidedSince(Instant before, int limit) {
        return mapper.undecided(Utc.column(before), limit).stream()
                .map(row -> new Notification.Genuine(
                        row.notifyId(), row.paymentId(), row.tradeNo(), Money.cny(row.amount()), true))
                .toList();
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
