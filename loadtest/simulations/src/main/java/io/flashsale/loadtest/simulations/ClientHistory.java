package io.flashsale.loadtest.simulations;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The client history as JSON lines, written by one thread so that shoppers never wait for the disk. */
final class ClientHistory implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private sealed interface Entry {
        record Line(HistoryLine line) implements Entry {}

        record End() implements Entry {}
    }

    private final LinkedBlockingQueue<Entry> waiting = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private final BufferedWriter file;
    private final Thread writer;

    private ClientHistory(BufferedWriter file) {
        this.file = file;
        this.writer = Thread.ofPlatform().daemon().name("client-history").start(this::writeUntilEnd);
    }

    /** Starts a new history; an older file of that name is replaced. */
    static ClientHistory to(Path path) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return new ClientHistory(Files.newBufferedWriter(path));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the client history " + path, e);
        }
    }

    void add(HistoryLine line) {
        waiting.add(new Entry.Line(line));
    }

    /**
     * Writes what is waiting and closes the file.
     *
     * @throws UncheckedIOException when a line could not be written: the history is incomplete then
     */
    @Override
    public void close() {
        waiting.add(new Entry.End());
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        IOException failed = failure.get();
        if (failed != null) {
            throw new UncheckedIOException("the client history is incomplete", failed);
        }
    }

    private void writeUntilEnd() {
        try (file) {
            while (waiting.take() instanceof Entry.Line next) {
                file.write(JSON.writeValueAsString(next.line()));
                file.newLine();
                if (waiting.isEmpty()) {
                    file.flush();
                }
            }
        } catch (IOException e) {
            failure.set(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
