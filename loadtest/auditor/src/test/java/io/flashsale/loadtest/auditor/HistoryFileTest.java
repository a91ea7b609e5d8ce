package io.flashsale.loadtest.auditor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {

    private static final String LINE = "{\"at\":\"2026-01-01T00:00:01Z\",\"buyer\":\"b\",\"op\":\"buy\",\"key\":\"k\","
            + "\"outcome\":\"refused\",\"status\":409,\"code\":\"sold-out\",\"latencyMicros\":250000,\"more\":1}";

    @TempDir
    Path folder;

    @Test
    void readsEveryLine() throws IOException {
        HistoryFile file = written(LINE + "\n" + LINE + "\n");

        assertThat(file.read()).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.isRefused()).isTrue();
            assertThat(entry.startedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00.750Z"));
            assertThat(entry.lateMicros()).isNull();
        });
    }

    @Test
    void dropsALastLineThatAKilledClientLeftUnfinished() throws IOException {
        assertThat(written(LINE + "\n" + LINE.substring(0, 30)).read()).hasSize(1);
    }

    @Test
    void refusesAnyOtherBrokenLine() throws IOException {
        HistoryFile file = written(LINE.substring(0, 30) + "\n" + LINE + "\n");

        assertThatIllegalStateException().isThrownBy(file::read).withMessageContaining("line 1");
    }

    private HistoryFile written(String text) throws IOException {
        return new HistoryFile(Files.writeString(folder.resolve("history.jsonl"), text));
    }
}
