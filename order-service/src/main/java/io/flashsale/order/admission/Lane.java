package io.flashsale.order.admission;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A bounded first-in-first-out queue whose waiters are served in batches. When nothing is being served, a slot takes
 * whatever waits, up to the batch size: batches grow with load and nobody waits for a timer. Further slots take full
 * batches only: two half batches would cost nearly twice as much as a whole one. A waiter is answered exactly once, or
 * leaves the queue unserved, never both.
 */
final class Lane<Q, A> {

    private final int capacity;
    private final int batchSize;
    private final int slots;
    private final Executor executor;
    private final Function<List<Q>, List<A>> serve;

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Waiter<Q, A>> queue = new ArrayDeque<>();
    private int busySlots;

    /**
     * An empty lane.
     *
     * @param capacity waiters beyond which newcomers are turned away
     * @param serve answers a batch, in the order of the batch; if it throws, every waiter of the batch gets the error
     */
    Lane(int capacity, int batchSize, int slots, Executor executor, Function<List<Q>, List<A>> serve) {
        this.capacity = capacity;
        this.batchSize = batchSize;
        this.slots = slots;
        this.executor = executor;
        this.serve = serve;
    }

    /** Queues the question and waits for its answer, at most so long. */
    Reply<A> ask(Q question, Duration patience) throws InterruptedException {
        return ask(question, patience, () -> {});
    }

    /**
     * Queues the question and waits for its answer, at most so long.
     *
     * @param settled runs once, when the question is answered or is sure never to be, which may be after this returns
     */
    Reply<A> ask(Q question, Duration patience, Runnable settled) throws InterruptedException {
        Waiter<Q, A> waiter = new Waiter<>(question, settled);
        boolean startSlot = false;
        lock.lock();
        try {
            if (queue.size() >= capacity) {
                settled.run();
                return new Reply.TurnedAway<>();
            }
            queue.add(waiter);
            if (maySlotBegin(busySlots)) {
                busySlots++;
                startSlot = true;
            }
        } finally {
            lock.unlock();
        }
        if (startSlot) {
            startSlot();
        }
        try {
            return new Reply.Answered<>(waiter.answer.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            return new Reply.Unanswered<>();
        } catch (TimeoutException e) {
            return leave(waiter) ? new Reply.TurnedAway<>() : new Reply.Unanswered<>();
        }
    }

    int depth() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    boolean isIdle() {
        lock.lock();
        try {
            return busySlots == 0 && queue.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a slot finds enough to do beside so many others. */
    private boolean maySlotBegin(int others) {
        return others == 0 ? !queue.isEmpty() : others < slots && queue.size() >= batchSize;
    }

    private void startSlot() {
        try {
            executor.execute(this::serveUntilEmpty);
        } catch (RuntimeException e) {
            lock.lock();
            try {
                busySlots--;
            } finally {
                lock.unlock();
            }
            throw e;
        }
    }

    private boolean leave(Waiter<Q, A> waiter) {
        lock.lock();
        try {
            boolean left = queue.remove(waiter);
            if (left) {
                waiter.settled.run();
            }
            return left;
        } finally {
            lock.unlock();
        }
    }

    private void serveUntilEmpty() {
        for (List<Waiter<Q, A>> batch = take(); !batch.isEmpty(); batch = take()) {
            serve(batch);
        }
    }

    private List<Waiter<Q, A>> take() {
        lock.lock();
        try {
            int size = maySlotBegin(busySlots - 1) ? Math.min(batchSize, queue.size()) : 0;
            List<Waiter<Q, A>> batch = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                batch.add(queue.remove());
            }
            if (batch.isEmpty()) {
                busySlots--;
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void serve(List<Waiter<Q, A>> batch) {
        try {
            List<A> answers =
                    serve.apply(batch.stream().map(waiter -> waiter.question).toList());
            if (answers.size() != batch.size()) {
                throw new IllegalStateException(
                        answers.size() + " answers to " + batch.size() + " questions of one batch");
            }
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).tell(answers.get(i));
            }
        } catch (RuntimeException | Error e) {
            batch.forEach(waiter -> waiter.fail(e));
        }
    }

    /** What became of a question. */
    sealed interface Reply<A> {
        record Answered<A>(A answer) implements Reply<A> {}

        /** The question was never taken up. */
        record TurnedAway<A>() implements Reply<A> {}

        /** The question was taken up, and no answer is known. */
        record Unanswered<A>() implements Reply<A> {}
    }

    private static final class Waiter<Q, A> {
        private final Q question;
        private final Runnable settled;
        private final CompletableFuture<A> answer = new CompletableFuture<>();

        private Waiter(Q question, Runnable settled) {
            this.question = question;
            this.settled = settled;
        }

        private void tell(A told) {
            if (answer.complete(told)) {
                settled.run();
            }
        }

        private void fail(Throwable failure) {
            if (answer.completeExceptionally(failure)) {
                settled.run();
            }
        }
    }
}
