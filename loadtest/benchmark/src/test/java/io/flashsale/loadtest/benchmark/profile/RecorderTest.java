package io.flashsale.loadtest.benchmark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.flashsale.loadtest.benchmark.measure.Processes;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {

    private static final long WORK = Duration.ofMillis(500).toNanos();

    private static final long THINGS = 1_000;

    @TempDir
    private Path folder;

    private long sum;

    @Test
    void namesWhoWasAtWork() {
        Processes self = Processes.self("test");
        Recorder recorder = new Recorder(self, folder);

        recorder.begin();
        Map<String, Double> before = self.cpuMillis();
        work();
        List<Profile> profiles = recorder.end(Processes.between(before, self.cpuMillis()), THINGS);

        assertThat(profiles).singleElement().satisfies(profile -> {
            assertThat(profile.samples()).isGreaterThan(WORK / Recorder.PERIOD.toNanos() / 2);
            assertThat(profile.libraries())
                    .containsKey(Profile.VIRTUAL_MACHINE)
                    .hasEntrySatisfying(
                            "io.flashsale.loadtest", share -> assertThat(share).isGreaterThan(0.2));
            assertThat(profile.methods().keySet()).anyMatch(method -> method.contains("RecorderTest"));
        });
        assertThat(folder.resolve("test.jfr")).isNotEmptyFile();
    }

    @Test
    void saysWhatAJvmAnswersThatRecordsNothing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Recorder(Processes.self("test"), folder).end(Map.of(), THINGS))
                .withMessageContaining("JFR.stop");
    }

    @Test
    void countsTheJdkForWhoCalledIt() {
        assertThat(Profile.library(List.of("java.util.HashMap.get", "org.apache.tomcat.util.net.NioEndpoint.run")))
                .isEqualTo("org.apache.tomcat");
        assertThat(Profile.library(List.of("io.netty.channel.unix.Socket.send", "reactor.netty.Http.run")))
                .isEqualTo("io.netty");
        assertThat(Profile.library(List.of("java.lang.Thread.run"))).isEqualTo("JDK alone");
    }

    private void work() {
        long until = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() + WORK;
        while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() < until) {
            for (int i = 0; i < 1_000_000; i++) {
                sum += Integer.toString(i).hashCode();
            }
        }
        assertThat(sum).isNotZero();
    }
}
