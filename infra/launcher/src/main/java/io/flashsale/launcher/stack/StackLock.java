package io.flashsale.launcher.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** Keeps two commands from changing the stack at the same time. Ends with the process that holds it. */
final class StackLock implements AutoCloseable {

    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Runs the action alone. */
    static <T> T holding(Folders folders, Supplier<T> action) {
        try (StackLock lock = take(folders)) {
            T result = action.get();
            lock.check();
            return result;
        }
    }

    private static StackLock take(Folders folders) {
        Path file = folders.run().resolve("lock");
        try {
            Files.createDirectories(folders.run());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new LauncherProblem(
                        "Another flashsale command is starting or stopping this stack. Wait until it is done.");
            }
            return new StackLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check() {
        if (!channel.isOpen()) {
            throw new IllegalStateException("The lock was lost");
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
