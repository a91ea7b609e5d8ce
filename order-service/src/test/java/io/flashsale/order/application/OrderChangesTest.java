package io.flashsale.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.order.domain.OrderId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OrderChangesTest {

    private static final OrderId ORDER = new OrderId(1);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(5);

    private final OrderChanges changes = with(10);

    @Test
    void remembersAChangeThatCameBeforeTheWait() throws InterruptedException {
        try (OrderChanges.Watch watch = changes.watch(ORDER)) {
            changes.changed(List.of(ORDER));
            changes.changed(List.of(ORDER));

            assertThat(watch.await(LONG)).isTrue();
            assertThat(watch.await(SHORT)).isFalse();
        }
    }

    @Test
    void wakesOnlyThoseWhoWatchTheOrder() throws InterruptedException {
        try (OrderChanges.Watch watch = changes.watch(ORDER)) {
            changes.changed(List.of(new OrderId(2)));

            assertThat(watch.await(SHORT)).isFalse();
        }
    }

    @Test
    void wakesThoseWhoSawAnotherVersion() throws InterruptedException {
        try (OrderChanges.Watch watch = changes.watch(ORDER)) {
            watch.saw(1);
            changes.ringUnlessSeen(ORDER, 1);
            assertThat(watch.await(SHORT)).isFalse();

            changes.ringUnlessSeen(ORDER, 2);
            assertThat(watch.await(LONG)).isTrue();
        }
    }

    @Test
    void hasSoManyPlacesAndGivesThemBack() throws InterruptedException {
        OrderChanges one = with(1);
        OrderChanges.Watch first = one.watch(ORDER);
        try (OrderChanges.Watch second = one.watch(ORDER)) {
            assertThat(first.isOver()).isFalse();
            assertThat(second.isOver()).isTrue();
            assertThat(second.await(LONG)).isFalse();
        }
        assertThat(one.watch(ORDER).isOver()).isTrue();
        first.close();
        assertThat(one.watch(ORDER).isOver()).isFalse();
    }

    @Test
    void forgetsOrdersNobodyWatchesAnyMore() {
        changes.watch(ORDER).close();

        assertThat(changes.watched()).isEmpty();
    }

    @Test
    void aShutdownReleasesEverybodyAndLetsNobodyWaitAgain() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                OrderChanges.Watch watch = changes.watch(ORDER)) {
            CompletableFuture<Boolean> released = CompletableFuture.supplyAsync(() -> wait(watch), threads);

            changes.stop();

            released.get(10, TimeUnit.SECONDS);
            assertThat(watch.isOver()).isTrue();
            assertThat(watch.await(LONG)).isFalse();
            assertThat(changes.watch(new OrderId(2)).await(LONG)).isFalse();
        }
    }

    @Test
    void losesNoChangeThoughWatchesComeAndGo() throws Exception {
        AtomicInteger version = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 1; round <= 2_000; round++) {
                int expected = round;
                CompletableFuture<Boolean> seen = CompletableFuture.supplyAsync(
                        () -> {
                            try (OrderChanges.Watch watch = changes.watch(ORDER)) {
                                return version.get() == expected || wait(watch);
                            }
                        },
                        threads);
                version.set(expected);
                changes.changed(List.of(ORDER));
                assertThat(seen.get(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private static boolean wait(OrderChanges.Watch watch) {
        try {
            return watch.await(LONG);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OrderChanges with(int places) {
        return new OrderChanges(
                new WatchProperties(places, Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(60)),
                new SimpleMeterRegistry());
    }
}
