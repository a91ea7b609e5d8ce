package io.flashsale.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackStateTest {

    @TempDir
    Path root;

    @Test
    void survivesBeingWrittenAndRead() {
        Folders folders = new Folders(root);
        StackState state = StackState.none()
                .withPorts(new EnumMap<>(Map.of(Port.GATEWAY, 8180)))
                .with(Component.GATEWAY, new StackState.Running(42, "http://127.0.0.1:8180", "g.log", "f", 1.5))
                .ready(Instant.parse("2026-01-01T00:00:00Z"), 41.5);

        state.write(folders);

        assertThat(StackState.read(folders)).isEqualTo(state);
        assertThat(state.url(Component.GATEWAY)).isEqualTo("http://127.0.0.1:8180");
        assertThat(state.port(Port.ORDER)).isEqualTo(8082);
    }

    @Test
    void aDamagedFileIsAnEmptyState() throws Exception {
        Folders folders = new Folders(root);
        Files.createDirectories(folders.run());
        Files.writeString(folders.stackFile(), "{\"running\":");

        assertThat(StackState.read(folders)).isEqualTo(StackState.none());
    }
}
