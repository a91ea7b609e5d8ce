package io.flashsale.order;

import io.flashsale.middleware.Database;
import io.flashsale.testing.Middleware;
import io.flashsale.testing.ServiceProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The packaged reward-service behind the stub: what is about points goes to it while a class of these runs. */
abstract class RealRewardService extends OrderServiceIT {

    private static final Database DATABASE = Middleware.mariaDb("reward");
    private static final ServiceProcess SERVICE = ServiceProcess.of("reward-service")
            .database(DATABASE)
            .rocketMq()
            .seata()
            .with("FLASHSALE_EDGE_REDIS_URL", Middleware.redis().url())
            .start();

    /** Its tables. */
    final JdbcTemplate rewards =
            new JdbcTemplate(new DriverManagerDataSource(DATABASE.url(), DATABASE.user(), DATABASE.password()));

    @BeforeAll
    static void leadToRewardService() {
        REWARD.leadTo("/internal/points/", SERVICE.url());
    }

    @AfterAll
    static void leadNowhere() {
        REWARD.leadNowhere();
    }

    String rewardUrl() {
        return SERVICE.url();
    }

    long number(String sql, Object... arguments) {
        Long number = rewards.queryForObject(sql, Long.class, arguments);
        return number == null ? 0 : number;
    }
}
