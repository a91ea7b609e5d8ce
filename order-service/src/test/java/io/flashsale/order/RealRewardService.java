package io.flashsale.order;

import io.flashsale.middleware.Database;
import io.flashsale.testing.Middleware;
import io.flashsale.testing.ServiceProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The packaged reward-service behind the stub: what is about points goes to it while a class of these runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealRewardService extends OrderServiceIT {

    private final Database database = Middleware.mariaDb("reward");

    /** Its tables. */
    final JdbcTemplate rewards =
            new JdbcTemplate(new DriverManagerDataSource(database.url(), database.user(), database.password()));

    private ServiceProcess reward;

    @BeforeAll
    void startRewardService() {
        reward = ServiceProcess.of("reward-service")
                .database(database)
                .rocketMq()
                .seata()
                .with("FLASHSALE_EDGE_REDIS_URL", Middleware.redis().url())
                .start();
        REWARD.leadTo("/internal/points/", reward.url());
    }

    @AfterAll
    void stopRewardService() {
        REWARD.leadNowhere();
        reward.close();
    }

    String rewardUrl() {
        return reward.url();
    }

    long number(String sql, Object... arguments) {
        Long number = rewards.queryForObject(sql, Long.class, arguments);
        return number == null ? 0 : number;
    }
}
