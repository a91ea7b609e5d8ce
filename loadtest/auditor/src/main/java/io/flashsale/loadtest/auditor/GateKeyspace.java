package io.flashsale.loadtest.auditor;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** The stock gate as it lies in Redis. */
final class GateKeyspace implements AutoCloseable {

    private final URI uri;
    private final Jedis redis;

    private GateKeyspace(URI uri, Jedis redis) {
        this.uri = uri;
        this.redis = redis;
    }

    static GateKeyspace open(URI uri) {
        try {
            Jedis redis = new Jedis(uri);
            redis.ping();
            return new GateKeyspace(uri, redis);
        } catch (JedisException e) {
            throw unavailable(uri, e);
        }
    }

    /** Empty when nothing was ever filled in for the item, or it has expired. */
    Optional<Facts.Gate> gate(Facts.Item item) {
        try {
            Map<String, String> stock = redis.hgetAll(key("stock", item));
            if (!stock.containsKey("available")) {
                return Optional.empty();
            }
            Map<String, Long> units = redis.hgetAll(key("buyers", item)).entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> Long.parseLong(entry.getValue())));
            return Optional.of(new Facts.Gate(
                    Optional.ofNullable(stock.get("epoch")).map(Long::valueOf),
                    Long.parseLong(stock.get("available")),
                    units,
                    journalled(item),
                    redis.xlen(key("journal-dead", item))));
        } catch (JedisException e) {
            throw unavailable(uri, e);
        }
    }

    /** The epoch the gate sells under; empty while it does not. */
    Optional<Long> epoch(Facts.Item item) {
        try {
            return Optional.ofNullable(redis.hget(key("stock", item), "epoch")).map(Long::valueOf);
        } catch (JedisException e) {
            throw unavailable(uri, e);
        }
    }

    /** Units the gate may still promise; empty when nothing was ever filled in. */
    Optional<Long> available(Facts.Item item) {
        try {
            return Optional.ofNullable(redis.hget(key("stock", item), "available"))
                    .map(Long::valueOf);
        } catch (JedisException e) {
            throw unavailable(uri, e);
        }
    }

    /** Entries admitted and not in the ledger yet. */
    long journalled(Facts.Item item) {
        try {
            return redis.xlen(key("journal", item));
        } catch (JedisException e) {
            throw unavailable(uri, e);
        }
    }

    private static String key(String what, Facts.Item item) {
        return "fs:inv:%s:{c%d.i%d}".formatted(what, item.campaignId(), item.id());
    }

    private static StoreUnavailable unavailable(URI uri, JedisException e) {
        return new StoreUnavailable("Redis at " + uri.getHost() + ":" + uri.getPort(), e);
    }

    @Override
    public void close() {
        redis.close();
    }
}
