package io.flashsale.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Remembers what it heard, and fails as it is told to. */
final class Ear implements EventListener<Ear.Said> {

    record Said(String text) {}

    /** What to do at the nth attempt, counted from 1; null to succeed. */
    interface Behaviour extends IntFunction<@Nullable RuntimeException> {}

    private final String tag;
    private final String group;
    private final boolean transactional;
    private final Map<String, List<Instant>> attempts = new ConcurrentHashMap<>();
    private final Map<String, List<Instant>> heard = new ConcurrentHashMap<>();
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();

    Ear(String tag, String group, boolean transactional) {
        this.tag = tag;
        this.group = group;
        this.transactional = transactional;
    }

    @Override
    public Subscription<Said> subscription() {
        return new Subscription<>(MessagingIT.TOPIC, tag, group, Said.class);
    }

    @Override
    public boolean transactional() {
        return transactional;
    }

    @Override
    public void on(Said said, EventContext context) {
        List<Instant> before = of(attempts, said.text());
        before.add(Instant.now());
        RuntimeException failure =
                behaviours.getOrDefault(said.text(), _ -> null).apply(before.size());
        if (failure != null) {
            throw failure;
        }
        of(heard, said.text()).add(Instant.now());
    }

    void when(String text, Behaviour behaviour) {
        behaviours.put(text, behaviour);
    }

    String tag() {
        return tag;
    }

    String group() {
        return group;
    }

    /** When it was tried to tell it. */
    List<Instant> attempts(String text) {
        return of(attempts, text);
    }

    /** How often it heard to the end. */
    int times(String text) {
        return of(heard, text).size();
    }

    Instant heardAt(String text) {
        return of(heard, text).getFirst();
    }

    private static List<Instant> of(Map<String, List<Instant>> times, String text) {
        return times.computeIfAbsent(text, _ -> new CopyOnWriteArrayList<>());
    }
}
