package io.flashsale.launcher.stack;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs a task for each component, side by side as far as the needs of the components allow it. */
final class StartOrder {

    /** What is done with a component. */
    @FunctionalInterface
    interface Task {
        void run(Component component) throws InterruptedException;
    }

    private StartOrder() {}

    /**
     * Each component comes after everything it needs. After the first failure nothing new is begun, what has begun
     * is waited for, and the failure is thrown; later ones travel with it as suppressed.
     *
     * @param parallel how many tasks may run at the same time
     */
    static void forward(Set<Component> components, int parallel, Task task) {
        run(components, parallel, task, Component::needs);
    }

    /** Each component comes before everything it needs. */
    static void backward(Set<Component> components, int parallel, Task task) {
        run(components, parallel, task, StartOrder::neededBy);
    }

    private static Set<Component> neededBy(Component component) {
        Set<Component> users = EnumSet.noneOf(Component.class);
        for (Component other : Component.values()) {
            if (other.needs().contains(component)) {
                users.add(other);
            }
        }
        return users;
    }

    private static void run(Set<Component> components, int parallel, Task task, Predecessors predecessors) {
        Map<Component, CountDownLatch> done = new EnumMap<>(Component.class);
        components.forEach(component -> done.put(component, new CountDownLatch(1)));
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Semaphore slots = new Semaphore(parallel);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            done.forEach((component, finished) -> threads.execute(() -> {
                try {
                    for (Component first : predecessors.of(component)) {
                        CountDownLatch earlier = done.get(first);
                        if (earlier != null) {
                            earlier.await();
                        }
                    }
                    slots.acquire();
                    try {
                        if (failure.get() == null) {
                            task.run(component);
                        }
                    } finally {
                        slots.release();
                    }
                } catch (InterruptedException | RuntimeException | Error e) {
                    if (!failure.compareAndSet(null, e)) {
                        Objects.requireNonNull(failure.get()).addSuppressed(e);
                    }
                } finally {
                    finished.countDown();
                }
            }));
        }
        switch (failure.get()) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new LauncherProblem("Interrupted.", e);
        }
    }

    @FunctionalInterface
    private interface Predecessors {
        Iterable<Component> of(Component component);
    }
}
