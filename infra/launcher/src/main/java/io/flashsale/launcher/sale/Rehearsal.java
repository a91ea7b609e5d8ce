package io.flashsale.launcher.sale;

import io.flashsale.launcher.stack.Folders;
import io.flashsale.launcher.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/** Whether the processes of a stack have seen a sale since they started. */
public final class Rehearsal {

    private Rehearsal() {}

    /** True until a sale was run after the youngest process of the stack had started. */
    public static boolean isDue(Stack stack) {
        Instant lastSale = lastSale(stack.folders());
        return stack.startTimes().stream().anyMatch(started -> started.isAfter(lastSale));
    }

    private static Instant lastSale(Folders folders) {
        Path sales = folders.data().resolve("sales");
        if (!Files.isDirectory(sales)) {
            return Instant.MIN;
        }
        try (Stream<Path> runs = Files.list(sales)) {
            return runs.map(Rehearsal::modified).max(Instant::compareTo).orElse(Instant.MIN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant modified(Path path) {
        try {
            return Files.getLastModifiedTime(path).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
