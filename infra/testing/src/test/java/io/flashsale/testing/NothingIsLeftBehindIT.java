package io.flashsale.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NothingIsLeftBehindIT {

    @TempDir
    Path module;

    @Test
    void serversOfACrashedTestJvmAreStoppedByTheNextOneAndItsOwnEndWithIt() throws Exception {
        List<Long> abandoned = run("crash");
        assertThat(abandoned).hasSize(5).allMatch(NothingIsLeftBehindIT::runs);

        List<Long> pids = run();

        assertThat(abandoned).noneMatch(NothingIsLeftBehindIT::runs);
        assertThat(pids).hasSize(5).noneMatch(NothingIsLeftBehindIT::runs);
        try (Stream<Path> folders = Files.list(module.resolve("target/middleware"))) {
            assertThat(folders).hasSize(1);
        }
    }

    private List<Long> run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dflashsale.root=" + RepositoryRoot.path(),
                "-cp",
                System.getProperty("java.class.path"),
                StartsEverything.class.getName()));
        command.addAll(List.of(arguments));
        Path output = module.resolve("output");
        new ProcessBuilder(command)
                .directory(module.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
        assertThat(lines).as("output").hasSize(5);
        return lines.stream().map(Long::valueOf).toList();
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
