package io.flashsale.order.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.admission.Lane.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore mayServe = new Semaphore(0);
    private final Queue<List<Integer>> batches = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        mayServe.release(1_000_000);
        threads.close();
    }

    @Test
    void everyQuestionGetsItsOwnAnswerExactlyOnce() throws Exception {
        mayServe.release(1_000_000);
        Lane<Integer, Integer> lane = lane(10_000, 128, 2);
        List<Future<Reply<Integer>>> asked = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            int question = i;
            asked.add(threads.submit(() -> lane.ask(question, LONG)));
        }
        for (int i = 0; i < asked.size(); i++) {
            assertThat(asked.get(i).get()).isEqualTo(new Reply.Answered<>(-i));
        }
        assertThat(batches.stream().flatMap(List::stream)).hasSize(5_000).doesNotHaveDuplicates();
        await().until(lane::isIdle);
    }

    @Test
    void whatWaitsTogetherIsServedTogetherUpToTheBatchSize() throws Exception {
        Lane<Integer, Integer> lane = lane(1_000, 128, 1);
        List<Future<Reply<Integer>>> asked = askInOrder(lane, 301);
        mayServe.release(1_000_000);
        for (Future<Reply<Integer>> one : asked) {
            assertThat(one.get()).isInstanceOf(Reply.Answered.class);
        }
        assertThat(batches).extracting(List::size).containsExactly(1, 128, 128, 44);
    }

    @Test
    void servesInTheOrderOfArrival() throws Exception {
        Lane<Integer, Integer> lane = lane(1_000, 16, 1);
        List<Future<Reply<Integer>>> asked = askInOrder(lane, 200);
        mayServe.release(1_000_000);
        for (Future<Reply<Integer>> one : asked) {
            assertThat(one.get()).isInstanceOf(Reply.Answered.class);
        }
        assertThat(batches.stream().flatMap(List::stream).toList()).isSorted();
    }

    @Test
    void turnsAwayWhomItHasNoRoomFor() throws Exception {
        Lane<Integer, Integer> lane = lane(10, 128, 1);
        List<Future<Reply<Integer>>> asked = askInOrder(lane, 11);
        assertThat(lane.depth()).isEqualTo(10);
        assertThat(lane.ask(99, LONG)).isInstanceOf(Reply.TurnedAway.class);
        mayServe.release(1_000_000);
        for (Future<Reply<Integer>> one : asked) {
            assertThat(one.get()).isInstanceOf(Reply.Answered.class);
        }
        assertThat(batches.stream().flatMap(List::stream)).doesNotContain(99);
    }

    @Test
    void usesNoMoreSlotsThanItHas() throws Exception {
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Lane<Integer, Integer> lane = new Lane<>(10_000, 4, 2, threads, batch -> {
            most.accumulateAndGet(busy.incrementAndGet(), Math::max);
            batches.add(batch);
            busy.decrementAndGet();
            return batch;
        });
        List<Future<Reply<Integer>>> asked = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int question = i;
            asked.add(threads.submit(() -> lane.ask(question, LONG)));
        }
        for (Future<Reply<Integer>> one : asked) {
            one.get();
        }
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void aSecondSlotWaitsForAFullBatch() throws Exception {
        Lane<Integer, Integer> lane = lane(1_000, 4, 2);
        List<Future<Reply<Integer>>> asked = askInOrder(lane, 4);
        assertThat(batches).hasSize(1);
        assertThat(lane.depth()).isEqualTo(3);
        asked.add(threads.submit(() -> lane.ask(4, LONG)));
        await().until(() -> batches.size() == 2);
        assertThat(lane.depth()).isZero();
        mayServe.release(1_000_000);
        for (Future<Reply<Integer>> one : asked) {
            assertThat(one.get()).isInstanceOf(Reply.Answered.class);
        }
    }

    @Test
    void whoLeavesTheQueueInTimeIsNeverServed() throws Exception {
        Lane<Integer, Integer> lane = lane(10, 128, 1);
        List<Future<Reply<Integer>>> first = askInOrder(lane, 1);
        assertThat(lane.ask(7, Duration.ofMillis(50))).isInstanceOf(Reply.TurnedAway.class);
        mayServe.release(1_000_000);
        first.getFirst().get();
        await().until(lane::isIdle);
        assertThat(batches.stream().flatMap(List::stream)).containsExactly(0);
    }

    @Test
    void whoIsBeingServedWhenPatienceEndsIsToldThatNothingIsKnown() throws Exception {
        Lane<Integer, Integer> lane = lane(10, 128, 1);
        assertThat(lane.ask(7, Duration.ofMillis(50))).isInstanceOf(Reply.Unanswered.class);
    }

    @Test
    void aFailingBatchAnswersNobodyAndTheLaneGoesOn() throws Exception {
        AtomicInteger served = new AtomicInteger();
        Lane<Integer, Integer> lane = new Lane<>(10, 128, 1, threads, batch -> {
            if (served.getAndIncrement() == 0) {
                throw new IllegalStateException("lost");
            }
            return batch;
        });
        assertThat(lane.ask(1, LONG)).isInstanceOf(Reply.Unanswered.class);
        assertThat(lane.ask(2, LONG)).isEqualTo(new Reply.Answered<>(2));
    }

    @Test
    void answersThatDoNotMatchTheQuestionsAreNotHandedOut() throws Exception {
        Lane<Integer, Integer> lane = new Lane<>(10, 128, 1, threads, _ -> List.of());
        assertThat(lane.ask(1, LONG)).isInstanceOf(Reply.Unanswered.class);
    }

    /** A lane that waits for permission per batch and answers with the negated question. */
    private Lane<Integer, Integer> lane(int capacity, int batchSize, int slots) {
        return new Lane<>(capacity, batchSize, slots, threads, batch -> {
            batches.add(batch);
            mayServe.acquireUninterruptibly();
            return batch.stream().map(question -> -question).toList();
        });
    }

    /** The first question occupies the only slot; the others queue behind it in order. */
    private List<Future<Reply<Integer>>> askInOrder(Lane<Integer, Integer> lane, int count)
            throws ExecutionException, InterruptedException {
        List<Future<Reply<Integer>>> asked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int question = i;
            asked.add(threads.submit(() -> lane.ask(question, LONG)));
            if (question == 0) {
                await().until(() -> !batches.isEmpty());
            } else {
                await().pollInterval(Duration.ofMillis(1))
                        .pollDelay(Duration.ZERO)
                        .until(() -> lane.depth() == question);
            }
        }
        return asked;
    }
}
