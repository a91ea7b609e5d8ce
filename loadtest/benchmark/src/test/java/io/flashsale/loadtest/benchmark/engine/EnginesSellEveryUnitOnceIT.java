package io.flashsale.loadtest.benchmark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.middleware.Binaries;
import io.flashsale.middleware.Redis;
import io.flashsale.testing.RepositoryRoot;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesSellEveryUnitOnceIT {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int MANY = 1_000_000;
    private static final int FEW = 100;

    @TempDir
    Path home;

    @Test
    void aPlainClientIsToldTheTruth() throws InterruptedException {
        try (FreshRedis redis = redis(Redis.Durability.NONE)) {
            EngineRun run = PlainClient.run(redis, 16, MANY, SHORT, SHORT);

            assertThat(run.violations()).isEmpty();
            assertThat(run.accepted()).isPositive();
            assertThat(run.usage().serverMillis()).containsOnlyKeys("redis", "benchmark");
        }
    }

    @Test
    void theLanesAreToldTheTruth() throws InterruptedException {
        try (FreshRedis redis = redis(Redis.Durability.ALWAYS)) {
            EngineRun run = LaneEngine.run(redis, 16, MANY, SHORT, SHORT);

            assertThat(run.violations()).isEmpty();
            assertThat(run.accepted()).isPositive();
        }
    }

    @Test
    void theLanesSellToBuyersTheGateKnows() throws InterruptedException {
        try (FreshRedis redis = redis(Redis.Durability.ALWAYS)) {
            EngineRun run = LaneEngine.runWithKnown(1_000, redis, 16, MANY, SHORT, SHORT);

            assertThat(run.violations()).isEmpty();
            assertThat(run.accepted()).isPositive();
        }
    }

    @Test
    void stockThatRunsOutSpoilsAMeasurement() throws InterruptedException {
        try (FreshRedis redis = redis(Redis.Durability.NONE)) {
            assertThat(PlainClient.run(redis, 16, FEW, SHORT, SHORT).violations())
                    .hasSize(1);
        }
        try (FreshRedis redis = redis(Redis.Durability.NONE)) {
            assertThat(LaneEngine.run(redis, 16, FEW, SHORT, SHORT).violations())
                    .hasSize(1);
        }
    }

    private FreshRedis redis(Redis.Durability durability) throws InterruptedException {
        return FreshRedis.start(new Binaries(RepositoryRoot.path().resolve(".flashsale/dist")), home, durability);
    }
}
