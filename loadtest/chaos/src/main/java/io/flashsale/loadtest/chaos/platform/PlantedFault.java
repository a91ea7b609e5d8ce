package io.flashsale.loadtest.chaos.platform;

import io.flashsale.middleware.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A fault that waits in a process.
 *
 * @param report what the agent in that process has written down, a line each: milliseconds, and what happened
 */
public record PlantedFault(Path report) {

    private static final String FIRED = " fired ";
    private static final String REWRITTEN = " rewritten ";

    /** When it fired, as the process itself noted; empty if it does not within that time. */
    public Optional<Instant> awaitFired(Duration patience) throws InterruptedException {
        Poll.until(() -> fired().isPresent(), patience);
        return fired();
    }

    /** When it fired first. */
    public Optional<Instant> fired() {
        return lines().stream()
                .filter(line -> line.contains(FIRED))
                .map(line -> Instant.ofEpochMilli(Long.parseLong(line.substring(0, line.indexOf(' ')))))
                .findFirst();
    }

    /** How many different parts of the plan took effect: texts that were replaced, methods that answered otherwise. */
    public long effects() {
        return lines().stream()
                .filter(line -> line.contains(REWRITTEN) || line.contains(FIRED))
                .map(line -> line.substring(line.indexOf(' ')))
                .distinct()
                .count();
    }

    private List<String> lines() {
        try {
            return Files.exists(report) ? Files.readAllLines(report) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
