package io.flashsale.payment.application;

import io.flashsale.payment.provider.PaymentProvider.Notification;
import java.time.Instant;
import java.util.List;

/** Every notification that came in, with its raw body and what became of it. */
public interface Notifications {

    /** Records one that is not believed. */
    void recordRefused(byte[] rawBody, NotificationVerdict verdict, Instant now);

    /** Records a genuine one, once; tells what is known about it so far. */
    Recorded recordGenuine(Notification.Genuine genuine, NotificationVerdict verdict, byte[] rawBody, Instant now);

    /** Notes what became of a genuine one; an accepted one stays accepted. */
    void decide(String notifyId, NotificationVerdict verdict);

    /** Genuine ones that were acknowledged before the given time and not decided since, oldest first. */
    List<Notification.Genuine> undecidedSince(Instant before, int limit);

    /**
     * A genuine notification in the books.
     *
     * @param first whether it was not there before
     */
    record Recorded(boolean first, NotificationVerdict verdict) {}
}
