package io.flashsale.payment.application;

import java.time.Instant;

/** Every notification that came in, with its raw body and what became of it. */
public interface Notifications {

    /** Records one that is not believed. */
    void recordRefused(byte[] rawBody, NotificationVerdict verdict, Instant now);

    /** Records a genuine one, once; returns what is known about it so far. */
    NotificationVerdict recordGenuine(String notifyId, String paymentId, byte[] rawBody, Instant now);

    /** Notes what became of a genuine one; an accepted one stays accepted. */
    void decide(String notifyId, NotificationVerdict verdict);
}
