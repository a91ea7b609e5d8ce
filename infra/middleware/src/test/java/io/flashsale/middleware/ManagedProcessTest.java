package io.flashsale.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path root;

    @AfterEach
    void leaveNothingBehind() {
        ManagedProcess.reap(root.resolve("run"), Duration.ZERO);
    }

    @Test
    void isFoundAgainByItsPidFileAndStopped() {
        ManagedProcess started = start("sleeper", "exec sleep 60");

        ManagedProcess found = ManagedProcess.running(place("sleeper")).orElseThrow();
        assertThat(found.pid()).isEqualTo(started.pid());
        found.stop(LONG);

        assertThat(started.isAlive()).isFalse();
        assertThat(ManagedProcess.running(place("sleeper"))).isEmpty();
    }

    @Test
    void isKilledWhenItDoesNotEndWhenAsked() throws Exception {
        ManagedProcess stubborn = start("stubborn", "trap '' TERM; echo trapped; while :; do sleep 0.05; done");
        stubborn.awaitReady(() -> Files.readString(stubborn.log()).contains("trapped"), LONG);

        stubborn.stop(Duration.ofMillis(100));

        assertThat(stubborn.isAlive()).isFalse();
    }

    @Test
    void aStrangerWithARecycledPidIsNeverTouched() throws Exception {
        ManagedProcess stranger = start("stranger", "exec sleep 60");
        Path recycled = root.resolve("run/gone.pid");
        Files.writeString(recycled, stranger.pid() + "\n1000\n");

        assertThat(ManagedProcess.running(place("gone"))).isEmpty();
        Files.delete(root.resolve("run/stranger.pid"));
        assertThat(ManagedProcess.reap(root.resolve("run"), LONG)).isEmpty();

        assertThat(stranger.isAlive()).isTrue();
        stranger.kill();
    }

    @Test
    void reapingStopsWhatAnEarlierRunLeft() {
        ManagedProcess leftover = start("leftover", "exec sleep 60");

        assertThat(ManagedProcess.reap(root.resolve("run"), LONG)).containsExactly("leftover");

        assertThat(leftover.isAlive()).isFalse();
    }

    @Test
    void aFailedStartTellsTheEndOfTheLogWithoutStackFrames() {
        ManagedProcess broken = start("broken", "echo 'no disk today'; printf '\\tat a.b.C(D.java:1)\\n'; exit 3");

        assertThatThrownBy(() -> broken.awaitReady(() -> false, LONG))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("broken ended while it was starting")
                .hasMessageContaining("no disk today")
                .hasMessageNotContaining("D.java");
    }

    @Test
    void aStartThatTakesTooLongIsStopped() {
        ManagedProcess slow = start("slow", "exec sleep 60");

        assertThatThrownBy(() -> slow.awaitReady(() -> false, Duration.ofMillis(100)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("not ready within");
        assertThat(slow.isAlive()).isFalse();
    }

    @Test
    void theLogOfTheRunBeforeIsKept() throws Exception {
        start("twice", "echo first; exec sleep 60")
                .awaitReady(() -> Files.size(place("twice").log()) > 0, LONG);
        start("twice", "echo second; exec sleep 60");

        assertThat(root.resolve("logs/twice.log.1")).hasContent("first");
    }

    private Place place(String name) {
        return Place.under(root, name, false);
    }

    private ManagedProcess start(String name, String script) {
        return ManagedProcess.start(place(name), List.of("/bin/sh", "-c", script), Map.of());
    }
}
