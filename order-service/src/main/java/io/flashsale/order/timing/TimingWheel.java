package io.flashsale.order.timing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Alarms, one per key, in the slots of a wheel, so that setting or clearing one costs the same however many there are.
 * This is scheme 6 of G. Varghese and T. Lauck, "Hashed and Hierarchical Timing Wheels" (SOSP 1987): a slot is an
 * unordered list, and what is further away than one turn of the wheel stays in its slot until its turn comes.
 *
 * <p>It has neither clock nor thread: whoever calls {@link #advance} says what time it is. An alarm is never early, and
 * late by less than a tick plus the time between two such calls. For any number of threads.
 */
public final class TimingWheel<K> {

    private final long tickMillis;
    private final int capacity;
    private final List<Link> slots;
    private final Map<K, Alarm<K>> alarms = new HashMap<>();
    private long current;

    /**
     * An empty wheel.
     *
     * @param tickMillis the time one slot stands for
     * @param slots slots of one turn
     * @param capacity alarms it holds at most
     * @param nowMillis the time, on the clock of all later calls
     */
    public TimingWheel(long tickMillis, int slots, int capacity, long nowMillis) {
        if (tickMillis < 1 || slots < 1 || capacity < 0) {
            throw new IllegalArgumentException("a wheel has ticks, slots and room");
        }
        this.tickMillis = tickMillis;
        this.capacity = capacity;
        this.slots = Stream.generate(Link::new).limit(slots).toList();
        this.current = Math.floorDiv(nowMillis, tickMillis);
    }

    /**
     * Sets the alarm of a key, or moves it. What is due already rings with the next tick.
     *
     * @return false when the wheel is full; then there is no such alarm
     */
    public synchronized boolean schedule(K key, long dueMillis) {
        Alarm<K> alarm = alarms.get(key);
        if (alarm == null) {
            if (alarms.size() >= capacity) {
                return false;
            }
            alarm = new Alarm<>(key);
            alarms.put(key, alarm);
        }
        alarm.tick = Math.max(Math.ceilDiv(dueMillis, tickMillis), current + 1);
        alarm.unlink();
        alarm.linkBefore(slotOf(alarm.tick));
        return true;
    }

    /** Clears the alarm of a key; false when there is none, or none any more. */
    public synchronized boolean cancel(K key) {
        Alarm<K> alarm = alarms.remove(key);
        if (alarm == null) {
            return false;
        }
        alarm.unlink();
        return true;
    }

    /** Moves on to this time and returns the keys whose alarms ring, each once. A time that has passed changes nothing. */
    public synchronized List<K> advance(long nowMillis) {
        long now = Math.floorDiv(nowMillis, tickMillis);
        List<K> ringing = new ArrayList<>();
        // After a long pause every slot is looked into once, not once per turn that was missed.
        for (long tick = Math.max(current, now - slots.size()) + 1; tick <= now; tick++) {
            Link slot = slotOf(tick);
            Link next = slot.after;
            while (next instanceof Alarm<?> link) {
                next = link.after;
                if (link.tick <= now) {
                    ringing.add(ring(link));
                }
            }
        }
        current = Math.max(current, now);
        return ringing;
    }

    /** How many alarms are set. */
    public synchronized int size() {
        return alarms.size();
    }

    private K ring(Alarm<?> link) {
        @SuppressWarnings("unchecked") // Whatever hangs in a slot was linked by schedule.
        Alarm<K> alarm = (Alarm<K>) link;
        alarm.unlink();
        alarms.remove(alarm.key);
        return alarm.key;
    }

    private Link slotOf(long tick) {
        return slots.get(Math.floorMod(tick, slots.size()));
    }

    /** An element of a ring; a slot is the one element of its ring that is no alarm. */
    private static class Link {
        Link before = this;
        Link after = this;

        final void linkBefore(Link other) {
            before = other.before;
            after = other;
            before.after = this;
            other.before = this;
        }

        final void unlink() {
            before.after = after;
            after.before = before;
            before = this;
            after = this;
        }
    }

    private static final class Alarm<K> extends Link {
        final K key;
        long tick;

        Alarm(K key) {
            this.key = key;
        }
    }
}
