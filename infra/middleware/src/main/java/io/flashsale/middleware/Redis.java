package io.flashsale.middleware;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A Redis server with a password and, unless told otherwise, an append-only file; without snapshots. */
public final class Redis {

    /** Long enough to write the last part of the append-only file. */
    public static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

    private static final Duration START_DEADLINE = Duration.ofMinutes(1);

    /** When a write counts as done. */
    public enum Durability {
        /** After it is on the disk. */
        ALWAYS,
        /** At once; a crash of the machine loses about a second. */
        EVERYSEC,
        /** At once, and nothing is kept: for measurements only. */
        NONE
    }

    private final ManagedProcess process;
    private final int port;
    private final String password;

    private Redis(ManagedProcess process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the server and returns when it answers PONG, which it does after it has read its file back.
     *
     * @param password letters, digits, dashes and underscores
     * @throws StartFailure if it does not come up
     */
    public static Redis start(Binaries binaries, Place place, int port, String password, Durability durability)
            throws InterruptedException {
        return start(binaries, place, port, password, persistence(durability));
    }

    /**
     * Starts a server that waits to become a node of a cluster; it has no slots yet and refuses every key.
     *
     * @param busPort where the nodes talk to each other
     */
    public static Redis startClusterNode(Binaries binaries, Place place, int port, int busPort, String password)
            throws InterruptedException {
        return start(
                binaries,
                place,
                port,
                password,
                persistence(Durability.ALWAYS)
                        + "\ncluster-enabled yes\ncluster-config-file nodes.conf\ncluster-node-timeout 5000"
                        + "\ncluster-port " + busPort);
    }

    private static Redis start(Binaries binaries, Place place, int port, String password, String settings)
            throws InterruptedException {
        if (!password.matches("[A-Za-z0-9_-]{8,64}")) {
            throw new IllegalArgumentException("A Redis password has 8 to 64 letters, digits, dashes and underscores");
        }
        Path configuration = place.data().resolve("redis.conf");
        PrivateFile.write(configuration, """
                port %d
                bind 127.0.0.1
                requirepass %s
                dir "%s"
                daemonize no
                save ""
                %s
                maxmemory-policy noeviction
                """.formatted(port, password, place.data(), settings));
        ManagedProcess process = ManagedProcess.start(
                place, List.of(binaries.redisServer().toString(), configuration.toString()), Map.of());
        Redis server = new Redis(process, port, password);
        process.awaitReady(server::answers, START_DEADLINE);
        return server;
    }

    /** The server that already runs at this place. */
    public static Optional<Redis> running(Place place, int port, String password) {
        return ManagedProcess.running(place).map(process -> new Redis(process, port, password));
    }

    /** {@code redis://:password@127.0.0.1:port} */
    public String url() {
        return url(port, password);
    }

    /** The URL of a server of this kind. */
    public static String url(int port, String password) {
        return "redis://:" + password + "@127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public String password() {
        return password;
    }

    public ManagedProcess process() {
        return process;
    }

    public void stop() {
        process.stop(STOP_PATIENCE);
    }

    private static String persistence(Durability durability) {
        return switch (durability) {
            case ALWAYS, EVERYSEC ->
                "appendonly yes\nappendfsync " + durability.name().toLowerCase(Locale.ROOT);
            case NONE -> "appendonly no";
        };
    }

    private boolean answers() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            socket.setSoTimeout(500);
            socket.getOutputStream().write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            byte[] expected = "+OK\r\n+PONG\r\n".getBytes(StandardCharsets.US_ASCII);
            return Arrays.equals(in.readNBytes(expected.length), expected);
        }
    }
}
