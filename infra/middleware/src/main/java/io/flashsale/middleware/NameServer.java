package io.flashsale.middleware;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RocketMQ's name server. */
public final class NameServer {

    public static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private static final Duration START_DEADLINE = Duration.ofMinutes(2);

    private final ManagedProcess process;
    private final int port;

    private NameServer(ManagedProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts the name server and returns when it answers a request.
     *
     * @param repository root of the source tree, where the server's class path was built
     * @throws StartFailure if it does not come up
     */
    public static NameServer start(Path repository, Place place, int port) throws InterruptedException {
        Path configuration = place.data().resolve("namesrv.conf");
        PrivateFile.write(configuration, "listenPort=" + port + "\nbindAddress=127.0.0.1\n");
        List<String> options = new ArrayList<>(Java.options(64, 128));
        options.add("-XX:TieredStopAtLevel=1");
        options.add("-Duser.home=" + place.data());
        options.add("-Drocketmq.home.dir=" + place.data());
        List<String> command = new ArrayList<>(Java.command(
                place.data().resolve("java.options"),
                options,
                ServerClassPath.of(repository, "rocketmq"),
                "org.apache.rocketmq.namesrv.NamesrvStartup"));
        command.addAll(List.of("-c", configuration.toString()));
        ManagedProcess process = ManagedProcess.start(place, command, Map.of());
        process.awaitReady(() -> RocketMqWire.nameServerAnswers(port), START_DEADLINE);
        return new NameServer(process, port);
    }

    /** The name server that already runs at this place. */
    public static Optional<NameServer> running(Place place, int port) {
        return ManagedProcess.running(place).map(process -> new NameServer(process, port));
    }

    /** {@code host:port}, as clients want it. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public ManagedProcess process() {
        return process;
    }

    public void stop() {
        process.stop(STOP_PATIENCE);
    }
}
