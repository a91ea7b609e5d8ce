package io.flashsale.loadtest.benchmark.engine;

import io.flashsale.loadtest.benchmark.load.EvalSha;
import io.flashsale.loadtest.benchmark.load.LoadGenerator;
import io.flashsale.loadtest.benchmark.load.LoadResult;
import io.flashsale.loadtest.benchmark.load.Pace;
import io.flashsale.loadtest.benchmark.measure.Processes;
import io.flashsale.loadtest.benchmark.measure.Usage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;

/** L0: every purchase is one {@code EVALSHA} of its own, from a client that does nothing else. */
public final class PlainClient {

    private static final String LEFT = "benchmark:left";
    private static final String OWNERS = "benchmark:owners";

    private PlainClient() {}

    /**
     * Buys as fast as the server answers.
     *
     * @param concurrency connections, each with one call under way
     */
    public static EngineRun run(FreshRedis redis, int concurrency, long units, Duration warmUp, Duration length) {
        String digest;
        try (Jedis client = redis.connect()) {
            client.set(LEFT, Long.toString(units));
            digest = client.scriptLoad(ReserveOne.text());
        }
        Processes servers =
                new Processes(Map.of("redis", redis.server().process().pid()));
        String password = redis.server().password();
        try (LoadGenerator load = new LoadGenerator(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), redis.server().port()),
                concurrency,
                () -> new EvalSha(digest, List.of(LEFT, OWNERS), password))) {
            LoadResult warm = load.run(new Pace.Closed(warmUp));
            Usage.Meter meter = Usage.inProcess(servers);
            LoadResult result = load.run(new Pace.Closed(length));
            Usage usage = meter.read();
            return new EngineRun(
                    result.accepted(),
                    result.seconds(),
                    result.latencies(),
                    usage,
                    violations(redis, units, warm, result));
        }
    }

    private static List<String> violations(FreshRedis redis, long units, LoadResult warm, LoadResult result) {
        List<String> violations = new ArrayList<>();
        long accepted = warm.accepted() + result.accepted();
        try (Jedis client = redis.connect()) {
            long gone = units - Long.parseLong(client.get(LEFT));
            long owners = client.hlen(OWNERS);
            if (gone != accepted || owners != accepted) {
                violations.add("%d accepted, %d units gone, %d owners".formatted(accepted, gone, owners));
            }
        }
        if (result.refused() + result.failed() > 0) {
            violations.add("%d refused and %d failed although there was stock: %s"
                    .formatted(result.refused(), result.failed(), result.firstFailure()));
        }
        return violations;
    }
}
