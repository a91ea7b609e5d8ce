package io.flashsale.order.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimingWheelTest {

    private static final long NOW = 1_000_000;

    /** Ticks of 10 ms, turns of 80 ms. */
    private final TimingWheel<String> wheel = new TimingWheel<>(10, 8, 100, NOW);

    @Test
    void ringsInTheFirstTickThatIsNotEarly() {
        wheel.schedule("on the tick", NOW + 20);
        wheel.schedule("after the tick", NOW + 21);

        assertThat(wheel.advance(NOW + 19)).isEmpty();
        assertThat(wheel.advance(NOW + 20)).containsExactly("on the tick");
        assertThat(wheel.advance(NOW + 29)).isEmpty();
        assertThat(wheel.advance(NOW + 30)).containsExactly("after the tick");
        assertThat(wheel.advance(NOW + 10_000)).isEmpty();
        assertThat(wheel.size()).isZero();
    }

    @Test
    void keepsWhatIsMoreThanATurnAwayUntilItsTurn() {
        wheel.schedule("third turn", NOW + 180);
        wheel.schedule("same slot, first turn", NOW + 20);

        assertThat(wheel.advance(NOW + 20)).containsExactly("same slot, first turn");
        assertThat(wheel.advance(NOW + 100)).isEmpty();
        assertThat(wheel.advance(NOW + 179)).isEmpty();
        assertThat(wheel.advance(NOW + 180)).containsExactly("third turn");
    }

    @Test
    void ringsTheOverdueWithTheNextTick() {
        wheel.schedule("long ago", NOW - 5_000);

        assertThat(wheel.advance(NOW + 9)).isEmpty();
        assertThat(wheel.advance(NOW + 10)).containsExactly("long ago");
    }

    @Test
    void missesNothingInALongPause() {
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            wheel.schedule("alarm " + i, NOW + i * 7L);
            expected.add("alarm " + i);
        }
        wheel.schedule("later", NOW + 100_000);

        assertThat(wheel.advance(NOW + 99_999)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(wheel.advance(NOW + 100_000)).containsExactly("later");
    }

    @Test
    void standsStillWhenTheClockIsSetBack() {
        wheel.advance(NOW + 50);
        wheel.schedule("soon", NOW + 60);

        assertThat(wheel.advance(NOW - 5_000)).isEmpty();
        assertThat(wheel.advance(NOW + 59)).isEmpty();
        assertThat(wheel.advance(NOW + 60)).containsExactly("soon");
    }

    @Test
    void aKeyHasOneAlarmWhichCanBeMovedAndCleared() {
        wheel.schedule("moved", NOW + 20);
        wheel.schedule("moved", NOW + 40);
        wheel.schedule("cleared", NOW + 20);

        assertThat(wheel.size()).isEqualTo(2);
        assertThat(wheel.cancel("cleared")).isTrue();
        assertThat(wheel.cancel("cleared")).isFalse();
        assertThat(wheel.advance(NOW + 30)).isEmpty();
        assertThat(wheel.advance(NOW + 40)).containsExactly("moved");
        assertThat(wheel.cancel("moved")).isFalse();
    }

    @Test
    void holdsNoMoreThanItsCapacity() {
        TimingWheel<Integer> small = new TimingWheel<>(10, 8, 2, NOW);
        assertThat(small.schedule(1, NOW + 20)).isTrue();
        assertThat(small.schedule(2, NOW + 20)).isTrue();
        assertThat(small.schedule(3, NOW + 20)).isFalse();
        assertThat(small.schedule(2, NOW + 30)).isTrue();
        assertThat(small.size()).isEqualTo(2);

        assertThat(small.advance(NOW + 20)).containsExactly(1);
        assertThat(small.schedule(3, NOW + 30)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void doesWhatASortedListWouldDo(long seed) {
        Random random = new Random(seed);
        TimingWheel<Integer> tested = new TimingWheel<>(10, 16, 1_000, NOW);
        Map<Integer, Long> model = new HashMap<>();
        long now = NOW;
        for (int step = 0; step < 20_000; step++) {
            int key = random.nextInt(200);
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    long due = now + random.nextInt(600) - 20;
                    tested.schedule(key, due);
                    model.put(key, Math.max(Math.ceilDiv(due, 10L), now / 10 + 1));
                }
                case 2 -> assertThat(tested.cancel(key)).isEqualTo(model.remove(key) != null);
                default -> {
                    now += random.nextInt(random.nextInt(20) == 0 ? 500 : 30);
                    long tick = now / 10;
                    List<Integer> due = model.entrySet().stream()
                            .filter(alarm -> alarm.getValue() <= tick)
                            .map(Map.Entry::getKey)
                            .toList();
                    assertThat(tested.advance(now))
                            .as("seed %d, step %d", seed, step)
                            .containsExactlyInAnyOrderElementsOf(due);
                    due.forEach(model::remove);
                }
            }
            assertThat(tested.size()).isEqualTo(model.size());
        }
    }

    @Test
    void everyAlarmRingsOnceOrIsClearedOnceWhoeverSetsAndClearsMeanwhile() throws Exception {
        int writers = 4;
        int perWriter = 50_000;
        TimingWheel<Integer> shared = new TimingWheel<>(1, 64, writers * perWriter, 0);
        ConcurrentLinkedQueue<Integer> rung = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Integer> cleared = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(writers + 2)) {
            List<Future<?>> writing = IntStream.range(0, writers)
                    .<Future<?>>mapToObj(writer -> threads.submit(() -> {
                        Random random = new Random(writer);
                        for (int i = 0; i < perWriter; i++) {
                            int key = writer * perWriter + i;
                            shared.schedule(key, random.nextInt(2_000));
                            if (i % 3 == 0 && shared.cancel(key)) {
                                cleared.add(key);
                            }
                        }
                    }))
                    .toList();
            List<Future<?>> ringing = IntStream.range(0, 2)
                    .<Future<?>>mapToObj(_ -> threads.submit(() -> {
                        for (long now = 0; !over.get(); now++) {
                            rung.addAll(shared.advance(now));
                        }
                    }))
                    .toList();
            for (Future<?> writer : writing) {
                writer.get();
            }
            over.set(true);
            for (Future<?> ringer : ringing) {
                ringer.get();
            }
        }
        rung.addAll(shared.advance(Long.MAX_VALUE / 2));

        assertThat(shared.size()).isZero();
        assertThat(cleared).isNotEmpty();
        List<Integer> ended = new ArrayList<>(rung);
        ended.addAll(cleared);
        assertThat(ended).hasSize(writers * perWriter).doesNotHaveDuplicates();
    }
}
