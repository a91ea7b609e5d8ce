package io.flashsale.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.testing.MiddlewareProperties;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RFencedLock;
import org.redisson.api.RedissonClient;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Rows that are old and done with go, in small transactions, by one instance; everything else stays. */
@SpringBootTest(
        properties = {
            "spring.application.name=test-service",
            "flashsale.internal.secret=${FLASHSALE_INTERNAL_SECRET}",
            "spring.datasource.url=${FLASHSALE_DB_URL}",
            "spring.datasource.username=${FLASHSALE_DB_USER}",
            "spring.datasource.password=${FLASHSALE_DB_PASSWORD}",
            "flashsale.edge-redis.url=${FLASHSALE_EDGE_REDIS_URL}",
            "flashsale.retention.keep=30d",
            "flashsale.retention.batch=3",
            "flashsale.retention.pause=1ms",
            "flashsale.retention.at=-"
        })
class OldRowsGoIT {

    private static final OldRows TICKETS = OldRows.of("ticket", "changed_at")
            .when("status = 'DONE'")
            .by("id", "created_at")
            .with("ticket_part", "ticket_id")
            .archived();

    @Autowired
    TakeOldRows takeOldRows;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    DataSource dataSource;

    @Autowired
    RedissonClient redis;

    @Autowired
    SoleRunner soleRunner;

    @DynamicPropertySource
    static void middleware(DynamicPropertyRegistry registry) {
        MiddlewareProperties.into(registry).database("jobs").edgeRedis();
    }

    @BeforeEach
    void emptyTables() {
        for (String table : List.of("ticket", "ticket_archive", "ticket_part", "ticket_part_archive", "note")) {
            jdbc.execute("DROP TABLE IF EXISTS " + table);
        }
        jdbc.execute("CREATE TABLE ticket (id BIGINT PRIMARY KEY, status VARCHAR(8), created_at DATETIME(3),"
                + " changed_at DATETIME(3))");
        jdbc.execute(
                "CREATE TABLE ticket_part (ticket_id BIGINT, no INT, word VARCHAR(8), PRIMARY KEY (ticket_id, no))");
        jdbc.execute("CREATE TABLE ticket_archive LIKE ticket");
        jdbc.execute("CREATE TABLE ticket_part_archive LIKE ticket_part");
        jdbc.execute("CREATE TABLE note (word VARCHAR(8), status VARCHAR(8), at DATETIME(3))");
    }

    @Test
    void whatIsOldAndDoneWithGoesWithItsPartsAndNothingElse() {
        for (int id = 1; id <= 10; id++) {
            ticket(id, id == 4 ? "OPEN" : "DONE", 60, id == 7 ? 10 : 50);
        }
        ticket(11, "DONE", 20, 20);
        note("old", "DONE", 60);
        note("open", "OPEN", 60);
        note("young", "DONE", 20);

        takeOldRows.whenItIsTime();

        assertThat(ids("ticket")).containsExactly(4L, 7L, 11L);
        assertThat(ids("ticket_archive")).containsExactly(1L, 2L, 3L, 5L, 6L, 8L, 9L, 10L);
        assertThat(jdbc.queryForList("SELECT DISTINCT ticket_id FROM ticket_part ORDER BY 1", Long.class))
                .containsExactly(4L, 7L, 11L);
        assertThat(jdbc.queryForList("SELECT word FROM ticket_part_archive WHERE ticket_id = 10", String.class))
                .containsExactly("part-10");
        assertThat(jdbc.queryForList("SELECT word FROM note ORDER BY word", String.class))
                .containsExactly("open", "young");
    }

    @Test
    void oneTransactionTakesNoMoreThanABatch() {
        for (int id = 1; id <= 7; id++) {
            ticket(id, "DONE", 60, 60);
            note("n" + id, "DONE", 60);
        }
        LocalDateTime before = LocalDateTime.now(java.time.ZoneOffset.UTC).minusDays(30);

        OldRows.Batch first = TICKETS.take(jdbc, before, 3, null);
        assertThat(first).isEqualTo(new OldRows.Batch(3, 3L, true));
        assertThat(ids("ticket_archive")).containsExactly(1L, 2L, 3L);
        assertThat(OldRows.of("note", "at").deleted().take(jdbc, before, 3, null))
                .isEqualTo(new OldRows.Batch(3, null, true));
        assertThat(count("note")).isEqualTo(4);

        takeOldRows.takeAll();
        assertThat(count("ticket")).isZero();
        assertThat(count("note")).isZero();
    }

    @Test
    void oneInstanceAloneDoes() {
        ticket(1, "DONE", 60, 60);
        RFencedLock held = redis.getFencedLock(soleRunner.key("retention"));
        held.lock();
        try {
            Thread.ofVirtual().start(takeOldRows::whenItIsTime).join();
            assertThat(ids("ticket")).containsExactly(1L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            held.unlock();
        }
        takeOldRows.whenItIsTime();
        assertThat(count("ticket")).isZero();
    }

    @Test
    void aRowSomebodyHasLockedIsLeftAlone() throws Exception {
        ticket(1, "DONE", 60, 60);
        ticket(2, "DONE", 60, 60);
        try (Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM ticket WHERE id = 1 FOR UPDATE");
            takeOldRows.takeAll();
            other.rollback();
            other.setAutoCommit(true);
        }
        assertThat(ids("ticket")).containsExactly(1L);
    }

    @Test
    void anArchiveThatLacksAColumnLosesNothingAndStopsNobodyElse() {
        ticket(1, "DONE", 60, 60);
        note("old", "DONE", 60);
        jdbc.execute("ALTER TABLE ticket_archive DROP COLUMN status");

        takeOldRows.whenItIsTime();

        assertThat(ids("ticket")).containsExactly(1L);
        assertThat(count("ticket_part")).isEqualTo(1);
        assertThat(count("note")).isZero();
    }

    private void ticket(int id, String status, int createdDaysAgo, int changedDaysAgo) {
        jdbc.update(
                "INSERT INTO ticket VALUES (?, ?, UTC_TIMESTAMP(3) - INTERVAL ? DAY, UTC_TIMESTAMP(3) - INTERVAL ? DAY)",
                id,
                status,
                createdDaysAgo,
                changedDaysAgo);
        jdbc.update("INSERT INTO ticket_part VALUES (?, 1, ?)", id, "part-" + id);
    }

    private void note(String word, String status, int daysAgo) {
        jdbc.update("INSERT INTO note VALUES (?, ?, UTC_TIMESTAMP(3) - INTERVAL ? DAY)", word, status, daysAgo);
    }

    private List<Long> ids(String table) {
        return jdbc.queryForList("SELECT id FROM " + table + " ORDER BY id", Long.class);
    }

    private int count(String table) {
        Integer rows = jdbc.queryForObject("SELECT COUNT(*) FROM " + table, Integer.class);
        return rows == null ? -1 : rows;
    }

    /** Scans for nothing: what a service gets, it gets by auto-configuration. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class TestApplication {

        @Bean
        OldRows oldTickets() {
            return TICKETS;
        }

        @Bean
        OldRows oldNotes() {
            return OldRows.of("note", "at").when("status = 'DONE'").deleted();
        }
    }
}
