package io.flashsale.messaging;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When messages that are being retried failed for the first time, as far as this instance remembers; the broker keeps no
 * such record. Forgets the oldest of more than {@value #REMEMBERED}.
 */
final class FirstFailures {

    private static final int REMEMBERED = 10_000;

    private record Key(String group, String eventId) {}

    private final Map<Key, Instant> times = new LinkedHashMap<>();

    /** Remembers a failure; returns when the first one was. */
    synchronized Instant of(String group, String eventId, Instant now) {
        Instant first = times.putIfAbsent(new Key(group, eventId), now);
        if (times.size() > REMEMBERED) {
            times.remove(times.keySet().iterator().next());
        }
        return first == null ? now : first;
    }

    /** The message succeeded or is parked. */
    synchronized void forget(String group, String eventId) {
        times.remove(new Key(group, eventId));
    }
}
