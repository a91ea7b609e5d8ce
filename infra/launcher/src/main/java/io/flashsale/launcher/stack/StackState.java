package io.flashsale.launcher.stack;

import io.flashsale.middleware.MariaDb;
import io.flashsale.middleware.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is known about the stack: written to {@code stack.json} by whoever starts and stops it, read by everybody
 * else. It holds no secrets.
 *
 * @param readyAt when the whole stack was last ready, if ever
 * @param startSeconds how long that took, from the first process to the last ready one
 * @param ports numbers by {@link Port} name; kept when the stack is down, so that it comes back where it was
 * @param running by component label
 */
public record StackState(
        @Nullable Instant readyAt, double startSeconds, Map<String, Integer> ports, Map<String, Running> running) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * A component that was started.
     *
     * @param fingerprint of everything it was started with; a different one means it has to be started again
     * @param startSeconds until it was ready
     */
    public record Running(long pid, String url, String log, String fingerprint, double startSeconds) {}

    public StackState {
        ports = Map.copyOf(ports);
        running = Map.copyOf(running);
    }

    static StackState none() {
        return new StackState(null, 0, Map.of(), Map.of());
    }

    /** Reads {@code stack.json}; a missing or damaged file is an empty state. */
    public static StackState read(Folders folders) {
        Path file = folders.stackFile();
        if (!Files.exists(file)) {
            return none();
        }
        try {
            return JSON.readValue(Files.readString(file), StackState.class);
        } catch (JacksonException ignored) {
            return none();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Folders folders) {
        PrivateFile.write(folders.stackFile(), JSON.writeValueAsString(this));
    }

    /** The number of a port; its usual one if the stack never ran. */
    public int port(Port port) {
        return ports.getOrDefault(port.name(), port.usual());
    }

    public Optional<Running> running(Component component) {
        return Optional.ofNullable(running.get(component.label()));
    }

    /** Where a service answers HTTP. */
    public String url(Component service) {
        return "http://127.0.0.1:" + port(Port.of(service).getFirst());
    }

    /** JDBC URL of a database of the stack. */
    public String databaseUrl(String database) {
        return MariaDb.url(port(Port.MARIADB), database);
    }

    StackState withPorts(Map<Port, Integer> numbers) {
        Map<String, Integer> named = new TreeMap<>();
        new EnumMap<>(numbers).forEach((port, number) -> named.put(port.name(), number));
        return new StackState(readyAt, startSeconds, named, running);
    }

    StackState with(Component component, Running entry) {
        Map<String, Running> entries = new TreeMap<>(running);
        entries.put(component.label(), entry);
        return new StackState(readyAt, startSeconds, ports, entries);
    }

    StackState without(Component component) {
        Map<String, Running> entries = new TreeMap<>(running);
        entries.remove(component.label());
        return new StackState(readyAt, startSeconds, ports, entries);
    }

    StackState ready(Instant at, double seconds) {
        return new StackState(at, seconds, ports, running);
    }
}
