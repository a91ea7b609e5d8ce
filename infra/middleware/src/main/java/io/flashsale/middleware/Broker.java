package io.flashsale.middleware;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A single RocketMQ broker without replicas. Besides its port it listens on the port two below. */
public final class Broker {

    /** The broker takes about ten seconds to leave in good order. */
    public static final Duration STOP_PATIENCE = Duration.ofSeconds(40);

    /** Ports below the broker's own that it needs as well. */
    public static final int PORTS_BELOW = 2;

    private static final Duration START_DEADLINE = Duration.ofMinutes(3);
    private static final Duration TOPIC_DEADLINE = Duration.ofSeconds(30);
    private static final int QUEUES = 4;

    /**
     * How the broker deals with transactional messages whose outcome it has not heard.
     *
     * @param timeout age at which it starts to ask the sender
     * @param checkInterval how often it looks for such messages
     * @param opBatchInterval how long it collects outcomes before it writes them down; far below the timeout, or
     *     decided messages are asked about again
     * @param syncFlush whether a message counts as stored only after it is on the disk
     */
    public record Settings(Duration timeout, Duration checkInterval, Duration opBatchInterval, boolean syncFlush) {

        /** For a stack that people use. */
        public static Settings forUse() {
            return new Settings(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofMillis(100), true);
        }

        /** Short times, so that a test of a lost outcome does not take long. */
        public static Settings forTests() {
            return new Settings(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofMillis(50), false);
        }
    }

    private final ManagedProcess process;
    private final int port;

    private Broker(ManagedProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts the broker and returns when it is registered in the name server and clients find the topics there.
     *
     * @param repository root of the source tree, where the server's class path was built
     * @param topics created, unless they exist, with four queues each; clients cannot create any
     * @throws StartFailure if it does not come up
     */
    public static Broker start(
            Path repository, Place place, int port, int nameServerPort, Settings settings, List<String> topics)
            throws InterruptedException {
        Path configuration = place.data().resolve("broker.conf");
        PrivateFile.write(configuration, configuration(place.data().resolve("store"), port, nameServerPort, settings));
        List<String> options = new ArrayList<>(Java.options(256, 512));
        options.add("-XX:MaxDirectMemorySize=512m");
        options.add("-Duser.home=" + place.data());
        options.add("-Drocketmq.home.dir=" + place.data());
        List<String> command = new ArrayList<>(Java.command(
                place.data().resolve("java.options"),
                options,
                ServerClassPath.of(repository, "rocketmq"),
                "org.apache.rocketmq.broker.BrokerStartup"));
        command.addAll(List.of("-c", configuration.toString()));
        ManagedProcess process = ManagedProcess.start(place, command, Map.of());
        process.awaitReady(() -> RocketMqWire.isRegistered(nameServerPort, port), START_DEADLINE);
        Broker broker = new Broker(process, port);
        broker.createTopics(nameServerPort, topics);
        return broker;
    }

    /** The broker that already runs at this place. */
    public static Optional<Broker> running(Place place, int port) {
        return ManagedProcess.running(place).map(process -> new Broker(process, port));
    }

    /** Creates topics with four queues each, unless they exist, and returns when clients find them. */
    public void createTopics(int nameServerPort, List<String> topics) throws InterruptedException {
        process.awaitReady(() -> createTopics(port, nameServerPort, topics), TOPIC_DEADLINE);
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

    private static boolean createTopics(int port, int nameServerPort, List<String> topics) throws IOException {
        for (String topic : topics) {
            if (!RocketMqWire.hasRoute(nameServerPort, topic)) {
                RocketMqWire.createTopic(port, topic, QUEUES);
            }
        }
        for (String topic : topics) {
            if (!RocketMqWire.hasRoute(nameServerPort, topic)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The wheel of delayed messages, 39 MB, is compared byte by byte whenever it is flushed: once a second would cost a
     * fifth of a core at rest. What was not flushed is read again from the log after a crash.
     */
    private static String configuration(Path store, int port, int nameServerPort, Settings settings) {
        return """
                brokerClusterName=DefaultCluster
                brokerName=broker-a
                brokerId=0
                brokerIP1=127.0.0.1
                brokerIP2=127.0.0.1
                bindAddress=127.0.0.1
                listenPort=%d
                namesrvAddr=127.0.0.1:%d
                storePathRootDir=%s
                storePathCommitLog=%s
                mappedFileSizeCommitLog=67108864
                mappedFileSizeConsumeQueue=600000
                mappedFileSizeTimerLog=8388608
                maxIndexNum=200000
                maxHashSlotNum=50000
                diskMaxUsedSpaceRatio=98
                flushDiskType=%s
                timerWheelEnable=true
                timerFlushIntervalMs=10000
                autoCreateTopicEnable=false
                maxTransferCountOnMessageInMemory=512
                maxTransferCountOnMessageInDisk=512
                maxTransferBytesOnMessageInMemory=4194304
                transactionTimeOut=%d
                transactionCheckInterval=%d
                transactionOpBatchInterval=%d
                """.formatted(
                        port,
                        nameServerPort,
                        store,
                        store.resolve("commitlog"),
                        settings.syncFlush() ? "SYNC_FLUSH" : "ASYNC_FLUSH",
                        settings.timeout().toMillis(),
                        settings.checkInterval().toMillis(),
                        settings.opBatchInterval().toMillis());
    }
}
