package io.flashsale.middleware;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {

    @TempDir
    Path folder;

    @Test
    void unpackingAtTheSameTimeYieldsOneCompleteCopy() throws Exception {
        Callable<Path> unpack = () -> new Binaries(folder).redisServer();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Path>> servers = threads.invokeAll(List.of(unpack, unpack, unpack, unpack));
            for (Future<Path> server : servers) {
                assertThat(server.get())
                        .isExecutable()
                        .isEqualTo(servers.getFirst().get());
            }
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).hasSize(1);
        }
    }
}
