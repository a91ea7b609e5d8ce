package io.flashsale.loadtest.chaos.cell;

import io.flashsale.loadtest.chaos.crowd.Crowd;
import io.flashsale.loadtest.chaos.platform.Platform;
import io.flashsale.middleware.Poll;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;

/**
 * A sale under way, as a fault sees it.
 *
 * @param campaign id
 */
record Scene(Platform platform, Crowd crowd, String campaign, long seed, Clock clock) {

    /** Enough for a fault to have something to break. */
    private static final int SEVERAL = 10;

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration OFTEN = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The sale begins. */
    void letThemIn() {
        crowd.open();
    }

    /** Returns when calls of that wave, counted from 0, are under way. */
    void awaitUnderWay(int wave) throws InterruptedException {
        awaitUnderWay(wave, SEVERAL);
    }

    /** Returns when at least so many calls are under way after that wave, counted from 0, has clicked. */
    void awaitUnderWay(int wave, int least) throws InterruptedException {
        crowd.awaitWave(wave);
        Instant end = clock.instant().plus(SOON);
        while (crowd.underWay() < least && clock.instant().isBefore(end)) {
            TimeUnit.NANOSECONDS.sleep(OFTEN.toNanos());
        }
    }

    /** Returns when somebody was told of an order that was asked for from now on. */
    void awaitAnOrder() throws InterruptedException {
        Instant now = clock.instant();
        Poll.until(() -> crowd.history().hasOrderAfter(now), PATIENCE);
    }

    Instant now() {
        return clock.instant();
    }

    /** The Redis of the stock gate. */
    Jedis stock() {
        return new Jedis(platform.stores().stock());
    }

    /** What the gate's keys of the only item end with. */
    String item() {
        var database = platform.stores().inventory();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                PreparedStatement statement =
                        connection.prepareStatement("SELECT id FROM campaign_item WHERE campaign_id = ?")) {
            statement.setLong(1, Long.parseLong(campaign));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return "{c" + campaign + ".i" + rows.getLong(1) + "}";
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read " + database, e);
        }
    }
}
