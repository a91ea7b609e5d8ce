package io.flashsale.testing;

import io.flashsale.middleware.Binaries;
import io.flashsale.middleware.Place;
import io.flashsale.middleware.Redis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Redis server for one test, with a password and a port that stay the same over crashes and starts. */
public final class CrashableRedis implements AutoCloseable {

    private static final Duration COPYING = Duration.ofSeconds(30);

    private final Binaries binaries;
    private final Place place;
    private final int port;
    private final String password;
    private @Nullable Redis server;

    CrashableRedis(Binaries binaries, Place place, int port, String password) {
        this.binaries = binaries;
        this.place = place;
        this.port = port;
        this.password = password;
        start();
    }

    /** Starts the server with the data its file holds; does nothing when it runs. */
    public void start() {
        if (server != null) {
            return;
        }
        try {
            server = Redis.start(binaries, place, port, password, Redis.Durability.ALWAYS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Redis was starting", e);
        }
    }

    /** Kills the server. Acknowledged writes survive. */
    public void crash() {
        if (server != null) {
            server.process().kill();
            server = null;
        }
    }

    public String url() {
        return Redis.url(port, password);
    }

    public int port() {
        return port;
    }

    public String password() {
        return password;
    }

    /** What the running server answers to a command, as it stands on the wire. */
    public String ask(String command) {
        return RedisTalk.ask(port, password, command);
    }

    /**
     * Replaces the data of this running server by that of another one, as happens to a master after a failover to a
     * replica that lagged: the process, its address and its connections stay.
     */
    public void becomeLike(CrashableRedis other) {
        copyFrom(other);
        ask("REPLICAOF NO ONE");
    }

    /** Becomes a replica of another server and returns when the copy is complete. */
    public void copyFrom(CrashableRedis other) {
        ask("CONFIG SET masterauth " + other.password);
        ask("REPLICAOF 127.0.0.1 " + other.port);
        Instant deadline = Instant.now().plus(COPYING);
        while (!ask("INFO replication").contains("master_link_status:up")) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("No copy was made: " + ask("INFO replication"));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** How much is in the file so far: a moment to which {@link #forgetSince} can go back. */
    public long written() {
        try {
            return Files.size(appended());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Cuts the tail off the file of the crashed server, as a disk does that lied about having written it. A command, or
     * a script, that is cut in the middle is lost as a whole.
     */
    public void forgetSince(long written) {
        if (server != null) {
            throw new IllegalStateException("Redis still runs");
        }
        try (FileChannel file = FileChannel.open(appended(), StandardOpenOption.WRITE)) {
            file.truncate(written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The crashed server starts with no data at all. */
    public void forgetEverything() {
        if (server != null) {
            throw new IllegalStateException("Redis still runs");
        }
        for (Path file : appendedFiles("")) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Copies the files of the server as they are now; {@link #restore} brings them back. */
    public Map<Path, byte[]> copy() {
        Map<Path, byte[]> copy = new HashMap<>();
        for (Path file : appendedFiles("")) {
            try {
                copy.put(file, Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return copy;
    }

    /** The crashed server starts with the data it had when the copy was taken. */
    public void restore(Map<Path, byte[]> copy) {
        forgetEverything();
        copy.forEach((file, content) -> {
            try {
                Files.write(file, content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Path appended() {
        return appendedFiles(".incr.aof").getLast();
    }

    private List<Path> appendedFiles(String suffix) {
        try (Stream<Path> files = Files.list(place.data().resolve("appendonlydir"))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        crash();
    }
}
