package io.flashsale.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.launcher.SourceTree;
import io.flashsale.middleware.ManagedProcess;
import io.flashsale.middleware.Poll;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackIT {

    private static final Set<Component> SEATA = EnumSet.of(Component.SEATA);
    private static final Set<Component> EDGE = EnumSet.of(Component.REDIS_EDGE);

    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    Path root;

    private Folders folders = new Folders(Path.of(""));
    private Stack stack = new Stack(folders, notices::add);

    @BeforeEach
    void borrowTheServersOfTheSourceTree() throws IOException {
        SourceTree.lend(root, "infra/servers");
        folders = new Folders(root);
        stack = new Stack(folders, notices::add);
    }

    @AfterEach
    void stopEverything() {
        stack.down();
    }

    @Test
    void startingTwiceChangesNothing() {
        StackState first = stack.up(EDGE);
        notices.clear();

        StackState second = stack.up(EDGE);

        assertThat(second).isEqualTo(first);
        assertThat(notices).isEmpty();
    }

    @Test
    void aKilledComponentIsReportedAndStartedAgain() {
        stack.up(EDGE);
        ManagedProcess.running(folders.place(Component.REDIS_EDGE))
                .orElseThrow()
                .kill();

        stack.up(EDGE);

        assertThat(notices).anyMatch(line -> line.contains("lost redis-edge"));
        assertThat(stack.alive()).containsExactly(Component.REDIS_EDGE);
    }

    @Test
    void aTakenPortIsNamedAndAvoided() throws IOException {
        try (ServerSocket mine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int taken = mine.getLocalPort();
            StackState.none().withPorts(Map.of(Port.REDIS_EDGE, taken)).write(folders);

            StackState state = stack.up(EDGE);

            assertThat(state.port(Port.REDIS_EDGE)).isNotEqualTo(taken);
            assertThat(notices).anyMatch(line -> line.contains("Port " + taken + " of redis-edge is taken by java"));
        }
    }

    @Test
    void stoppingLeavesNoProcessEvenWhenTheStateFileIsLost() throws IOException {
        stack.up(SEATA);
        List<Long> pids = pids();
        Files.delete(folders.stackFile());

        assertThat(stack.down()).isEqualTo(2);

        assertThat(pids).hasSize(2).noneMatch(StackIT::runs);
    }

    @Test
    void dataOutlivesARestartAndDiesWithAReset() {
        stack.up(EnumSet.of(Component.MARIADB));
        stack.restart(Component.MARIADB);
        assertThat(folders.data().resolve("mariadb/db")).isDirectory();

        stack.down();
        stack.wipe();

        assertThat(folders.data()).doesNotExist();
    }

    @Test
    void interruptedStartTakesBackWhatItStarted() throws Exception {
        Process launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dflashsale.root=" + root,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.flashsale.launcher.Flashsale",
                        "up",
                        "--no-build",
                        "seata",
                        "redis-edge")
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("output").toFile())
                .start();
        Poll.until(() -> stack.alive().contains(Component.SEATA), Duration.ofSeconds(60));
        List<Long> pids = pids();

        launcher.destroy();
        launcher.waitFor();

        assertThat(pids).hasSize(3).noneMatch(StackIT::runs);
        assertThat(root.resolve("output")).content().contains("Interrupted");
    }

    private List<Long> pids() {
        return stack.alive().stream()
                .map(component -> ManagedProcess.running(folders.place(component))
                        .orElseThrow()
                        .pid())
                .toList();
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
