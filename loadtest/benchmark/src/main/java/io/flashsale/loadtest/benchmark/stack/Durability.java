package io.flashsale.loadtest.benchmark.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import redis.clients.jedis.Jedis;

/**
 * When a write counts as done, as the running servers say.
 *
 * @param stockRedis {@code appendfsync}
 * @param innodb {@code innodb_flush_log_at_trx_commit}
 * @param broker {@code flushDiskType}
 */
public record Durability(String stockRedis, String innodb, String broker) {

    /** Asks the running servers, and reads the broker's settings. */
    public static Durability of(Surroundings surroundings) {
        try (Jedis redis = new Jedis(surroundings.stockRedis());
                Rows rows = surroundings.rows("orders")) {
            Map<String, String> appendOnly = redis.configGet("appendonly");
            return new Durability(
                    "yes".equals(appendOnly.get("appendonly"))
                            ? redis.configGet("appendfsync").getOrDefault("appendfsync", "?")
                            : "off",
                    rows.text("SELECT @@innodb_flush_log_at_trx_commit"),
                    flushOf(surroundings.home().resolve("data/broker/broker.conf")));
        }
    }

    private static String flushOf(Path brokerConfiguration) {
        try {
            return Files.readAllLines(brokerConfiguration).stream()
                    .filter(line -> line.startsWith("flushDiskType="))
                    .map(line -> line.substring("flushDiskType=".length()))
                    .findFirst()
                    .orElse("?");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a sentence. */
    public String text() {
        return "stock Redis appendfsync %s, InnoDB flush_log_at_trx_commit=%s, broker %s"
                .formatted(stockRedis, innodb, broker);
    }
}
