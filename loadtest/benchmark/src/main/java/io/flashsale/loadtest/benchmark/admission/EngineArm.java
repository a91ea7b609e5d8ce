package io.flashsale.loadtest.benchmark.admission;

import io.flashsale.loadtest.benchmark.engine.EngineRun;
import io.flashsale.loadtest.benchmark.engine.FreshRedis;
import io.flashsale.loadtest.benchmark.engine.LaneEngine;
import io.flashsale.loadtest.benchmark.engine.PlainClient;
import io.flashsale.loadtest.benchmark.stack.Surroundings;
import io.flashsale.middleware.Binaries;
import io.flashsale.middleware.Redis;
import java.time.Duration;
import java.util.Optional;

/** Measures an innermost layer, each time against an empty Redis. */
final class EngineArm {

    private static final int UNITS = 50_000_000;
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    private EngineArm() {}

    static Measured measure(Surroundings surroundings, Arm arm, int round, Duration length)
            throws InterruptedException {
        Redis.Durability durability = arm == Arm.L0 ? Redis.Durability.NONE : Redis.Durability.ALWAYS;
        try (FreshRedis redis = FreshRedis.start(new Binaries(surroundings.dist()), surroundings.home(), durability)) {
            EngineRun run = arm == Arm.L1
                    ? LaneEngine.run(redis, EngineRun.CONCURRENCY, UNITS, WARM_UP, length)
                    : PlainClient.run(redis, EngineRun.CONCURRENCY, UNITS, WARM_UP, length);
            return new Measured(
                    arm,
                    round,
                    run.accepted(),
                    run.accepted() / run.seconds(),
                    0,
                    run.latencies().millisAt(50),
                    run.latencies().millisAt(99),
                    0,
                    0,
                    0,
                    run.usage(),
                    Optional.empty(),
                    0,
                    0,
                    run.violations());
        }
    }
}
