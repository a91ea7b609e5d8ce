package io.flashsale.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flashsale.middleware.Database;
import io.flashsale.middleware.Ports;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class MiddlewareIT {

    @Test
    void databasesAreSeparateAndTheirAccountsSeeNoOther() throws Exception {
        Database first = Middleware.mariaDb("first");
        Database second = Middleware.mariaDb("second");

        assertThat(query(first, "SELECT DATABASE()")).isEqualTo(first.name());
        assertThatThrownBy(() -> query(first, "SELECT COUNT(*) FROM " + second.name() + ".x"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("denied");
    }

    @Test
    void mariaDbKeepsTheSettingsTheRulesRestOn() throws Exception {
        Database database = Middleware.mariaDb("settings");

        assertThat(query(database, "SELECT @@innodb_flush_log_at_trx_commit")).isEqualTo("1");
        assertThat(query(database, "SELECT @@transaction_isolation")).isEqualTo("READ-COMMITTED");
        assertThat(query(database, "SELECT @@time_zone")).isEqualTo("+00:00");
        assertThat(query(database, "SELECT @@collation_database")).isEqualTo("utf8mb4_bin");
    }

    @Test
    void nobodyEntersMariaDbWithoutAPassword() {
        assertThatThrownBy(() ->
                        query(new Database("mysql", Middleware.mariaDb("x").url(), "root", ""), "SELECT 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("denied");
    }

    @Test
    void redisWithAPasswordOfItsOwnComesBackAfterACrash() {
        try (CrashableRedis redis = Middleware.crashableRedis()) {
            redis.crash();
            redis.start();
            assertThat(redis.url()).startsWith("redis://:");
        }
    }

    @Test
    void everyServerListensOnTheLoopbackInterfaceOnly() throws Exception {
        Middleware.rocketMq();
        int broker = Middleware.broker().port();
        List<Integer> ports = List.of(
                Middleware.mariaDbServer().port(),
                Middleware.redis().port(),
                Middleware.rocketMq().port(),
                broker,
                broker - 2,
                Middleware.seata().port());

        assertThat(ports).allMatch(Ports::accepts);
        assertThat(Ports.accepts(broker + 1)).as("replication port").isFalse();
        for (InetAddress address : outsideAddresses()) {
            assertThat(ports).noneMatch(port -> accepts(address, port));
        }
    }

    private static List<InetAddress> outsideAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .toList();
    }

    private static boolean accepts(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 500);
            return true;
        } catch (IOException ignored) {
            return false;
        }
    }

    private static String query(Database database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
