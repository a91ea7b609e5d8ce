package io.flashsale.loadtest.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TallyTest {

    @TempDir
    Path folder;

    @Test
    void countsAHistoryThatIsStillBeingWritten() throws IOException {
        Path history = folder.resolve("history.jsonl");
        Tally tally = new Tally(history);
        assertThat(tally.text()).isEqualTo("0 accepted, 0 refused, 0 paid");

        Files.writeString(history, "{\"op\":\"buy\",\"outcome\":\"ok\"}\n{\"op\":\"buy\",\"outc");
        assertThat(tally.text()).isEqualTo("1 accepted, 0 refused, 0 paid");

        Files.writeString(
                history, "ome\":\"refused\"}\n{\"op\":\"pay\",\"outcome\":\"ok\"}\n", StandardOpenOption.APPEND);
        assertThat(tally.text()).isEqualTo("1 accepted, 1 refused, 1 paid");
    }
}
