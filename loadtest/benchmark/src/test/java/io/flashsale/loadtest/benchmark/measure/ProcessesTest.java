package io.flashsale.loadtest.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessesTest {

    @Test
    void workOfAnotherProcessIsChargedToIt() throws Exception {
        Process busy = start("while :; do :; done");
        try {
            Processes both = Processes.self("idle").and(new Processes(Map.of("busy", busy.pid())));
            Map<String, Double> before = both.cpuMillis();
            assertThat(busy.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();

            Map<String, Double> used = Processes.between(before, both.cpuMillis());

            assertThat(used.get("busy")).isGreaterThan(50).isGreaterThan(used.get("idle"));
        } finally {
            busy.destroyForcibly();
        }
    }

    @Test
    void aProcessThatHasEndedIsNamed() throws Exception {
        Process over = start("exit 0");
        over.waitFor();

        assertThatThrownBy(() -> new Processes(Map.of("broker", over.pid())).cpuMillis())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("broker");
    }

    private static Process start(String script) throws IOException {
        return new ProcessBuilder(List.of("/bin/sh", "-c", script)).start();
    }
}
