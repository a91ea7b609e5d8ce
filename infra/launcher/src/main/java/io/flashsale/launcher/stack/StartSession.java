package io.flashsale.launcher.stack;

import io.flashsale.middleware.ManagedProcess;
import io.flashsale.middleware.Poll;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** Remembers what one command has started, so that Ctrl-C takes exactly that back. */
final class StartSession implements AutoCloseable {

    private final Folders folders;
    private final Consumer<String> notices;
    private final Thread hook = new Thread(this::takeBack, "take-back");
    private final Set<Component> begun = EnumSet.noneOf(Component.class);
    private final Set<Component> settled = EnumSet.noneOf(Component.class);
    private boolean cancelled;

    StartSession(Folders folders, Consumer<String> notices) {
        this.folders = folders;
        this.notices = notices;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    synchronized void begin(Component component) {
        if (cancelled) {
            throw new LauncherProblem("Interrupted.");
        }
        begun.add(component);
    }

    synchronized void settle(Component component) {
        settled.add(component);
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Everything is up: from now on it stays. */
    @Override
    public void close() {
        if (!isCancelled()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void takeBack() {
        synchronized (this) {
            cancelled = true;
        }
        notices.accept("Interrupted; stopping what was started.");
        do {
            EnumSet<Component> victims;
            synchronized (this) {
                victims = EnumSet.copyOf(begun);
            }
            StartOrder.backward(
                    victims,
                    victims.size() + 1,
                    component -> ManagedProcess.running(folders.place(component))
                            .ifPresent(process -> process.stop(Starter.stopPatience(component))));
        } while (!allSettled());
    }

    /** Gives a start that had just begun the time to fail or to produce a process that can be stopped. */
    private boolean allSettled() {
        try {
            return Poll.until(this::nothingRunsAnyMore, Duration.ofMillis(200));
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private synchronized boolean nothingRunsAnyMore() {
        return settled.containsAll(begun)
                && begun.stream()
                        .allMatch(each ->
                                ManagedProcess.running(folders.place(each)).isEmpty());
    }
}
