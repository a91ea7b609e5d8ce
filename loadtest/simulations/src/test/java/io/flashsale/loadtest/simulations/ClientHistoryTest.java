package io.flashsale.loadtest.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientHistoryTest {

    @TempDir
    Path folder;

    @Test
    void keepsEveryLineOfManyThreads() throws IOException {
        Path file = folder.resolve("new/history.jsonl");
        try (ClientHistory history = ClientHistory.to(file);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2_000; i++) {
                int n = i;
                threads.execute(() -> history.add(line("buyer-" + n)));
            }
        }

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2_000).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(lines.stream().distinct()).hasSize(2_000);
    }

    @Test
    void writesTheFormatTheAuditorReads() throws IOException {
        Path file = folder.resolve("history.jsonl");
        try (ClientHistory history = ClientHistory.to(file)) {
            history.add(line("b\"1"));
        }

        assertThat(Files.readString(file))
                .isEqualTo("{\"at\":\"2026-01-01T00:00:00Z\",\"buyer\":\"b\\\"1\",\"op\":\"buy\",\"key\":\"k\","
                        + "\"outcome\":\"refused\",\"status\":409,\"code\":\"sold-out\",\"campaign\":\"1\",\"sku\":\"s\","
                        + "\"quantity\":1,\"latencyMicros\":12,\"lateMicros\":3}\n");
    }

    @ParameterizedTest
    @CsvSource({"202, OK", "200, OK", "409, REFUSED", "425, REFUSED", "429, REFUSED", "500, UNKNOWN", "503, UNKNOWN"})
    void callsOnlyDefiniteAnswersRefused(int status, HistoryLine.Outcome outcome) {
        assertThat(HistoryLine.Outcome.of(status)).isEqualTo(outcome);
    }

    @Test
    void callsNoAnswerUnknown() {
        assertThat(HistoryLine.Outcome.of(null)).isEqualTo(HistoryLine.Outcome.UNKNOWN);
    }

    private static HistoryLine line(String buyer) {
        return new HistoryLine(
                "2026-01-01T00:00:00Z",
                buyer,
                HistoryLine.Operation.BUY,
                "k",
                HistoryLine.Outcome.REFUSED,
                409,
                "sold-out",
                null,
                "1",
                "s",
                1,
                12,
                3L);
    }
}
