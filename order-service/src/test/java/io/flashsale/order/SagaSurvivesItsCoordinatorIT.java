package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.middleware.SeataServer;
import io.flashsale.testing.Middleware;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Seata's server is killed: a run that is under way ends without it, one that has yet to begin does once it is back. */
class SagaSurvivesItsCoordinatorIT extends SagasOnTheirOwn {

    private static final long EARLY = 2_000_001;
    private static final long LATE = 2_000_002;
    private static final String POINTS = "/internal/points/grants/";

    private final Middleware.SeataOfMyOwn seata = Middleware.seataOfMyOwn();
    private final JdbcTemplate coordinator = new JdbcTemplate(new DriverManagerDataSource(
            seata.database().url(), seata.database().user(), seata.database().password()));

    @AfterEach
    void stopSeata() {
        seata.stop();
    }

    @Test
    void aRunUnderWayEndsAndANewOneWaits() {
        SeataServer server = seata.start();
        start(server.address());
        reward.hold(POINTS + EARLY);
        paidOrder(EARLY, "PAID");
        await().atMost(Duration.ofSeconds(90)).until(() -> reward.arrivedAt(POINTS + EARLY) > 0);

        server.process().kill();
        paidOrder(LATE, "PAID");
        reward.release(POINTS + EARLY);
        await().atMost(BOUND).until(() -> statusOf(EARLY).equals("FULFILLED"));
        assertThat(reward.arrivedAt(POINTS + LATE)).isZero();
        assertThat(statusOf(LATE)).isEqualTo("PAID");

        seata.start();

        await().atMost(BOUND).until(() -> statusOf(LATE).equals("FULFILLED"));
        await().atMost(BOUND)
                .until(() -> runOf("fulfil-order-" + EARLY).equals("SU")
                        && runOf("fulfil-order-" + LATE).equals("SU"));
        // The coordinator never heard that the early run ended: it asks when its time is over.
        await().atMost(BOUND)
                .untilAsserted(() -> assertThat(coordinator.queryForList("SELECT xid, status FROM global_table"))
                        .isEmpty());
    }
}
