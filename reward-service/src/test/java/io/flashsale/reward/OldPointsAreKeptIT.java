package io.flashsale.reward;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.middleware.Database;
import io.flashsale.testing.Middleware;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Accounts of the first schema become double entry without anybody losing a point. */
class OldPointsAreKeptIT {

    private final Database database = Middleware.mariaDb("reward_old");
    private final JdbcTemplate jdbc =
            new JdbcTemplate(new DriverManagerDataSource(database.url(), database.user(), database.password()));

    @Test
    void turnsSingleEntriesIntoDoubleEntry() {
        flyway("1").migrate();
        jdbc.execute("INSERT INTO rewarded_order VALUES ('o1'), ('o2'), ('o3'), ('o4')");
        jdbc.execute("INSERT INTO points_account VALUES ('ann', 13, 0), ('bob', 0, 6)");
        jdbc.execute("INSERT INTO points_entry (order_id, kind, buyer_id, points, created_at) VALUES"
                + " ('o1', 'GRANT', 'ann', 13, '2026-01-01'), ('o2', 'GRANT', 'ann', 9, '2026-01-01'),"
                + " ('o2', 'REVERSAL', 'ann', -9, '2026-01-01'), ('o3', 'REVERSAL', NULL, 0, '2026-01-01'),"
                + " ('o4', 'GRANT', 'bob', 6, '2026-01-01'), ('o4', 'REVERSAL', 'bob', -12, '2026-01-01')");
        flyway("latest").migrate();

        assertThat(sum("SELECT SUM(points) FROM points_entry")).isZero();
        assertThat(line("ann", "AVAILABLE")).isEqualTo(13);
        assertThat(line("bob", "AVAILABLE")).isZero();
        assertThat(line("bob", "DEBT")).isEqualTo(-6);
        assertThat(sum("SELECT SUM(points) FROM points_lot WHERE buyer_id = 'ann'"))
                .isEqualTo(13);
        assertThat(sum("SELECT COUNT(*) FROM rewarded_order WHERE closed = 1")).isEqualTo(3);
        assertThat(sum("SELECT granted - reversed FROM rewarded_order WHERE order_id = 'o1'"))
                .isEqualTo(13);
    }

    private Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("classpath:db/migration")
                .target(target)
                .load();
    }

    private long line(String buyer, String account) {
        return sum("SELECT COALESCE(SUM(points), 0) FROM points_entry WHERE buyer_id = '" + buyer + "' AND account = '"
                + account + "'");
    }

    private long sum(String sql) {
        Long sum = jdbc.queryForObject(sql, Long.class);
        return sum == null ? 0 : sum;
    }
}
