package io.flashsale.loadtest.benchmark.engine;

import io.flashsale.middleware.Binaries;
import io.flashsale.middleware.Place;
import io.flashsale.middleware.Ports;
import io.flashsale.middleware.Redis;
import java.nio.file.Path;
import java.util.UUID;
import redis.clients.jedis.Jedis;

/** An empty Redis server, gone with everything in it when it is closed. */
public final class FreshRedis implements AutoCloseable {

    private static final Ports PORTS = new Ports();

    private final Redis server;
    private final Place place;

    private FreshRedis(Redis server, Place place) {
        this.server = server;
        this.place = place;
    }

    /**
     * Starts the server. It does not rewrite its file while it is measured: a rewrite is paid for by whoever happens to
     * be measured when it begins.
     *
     * @param home holds {@code data}, {@code logs} and {@code run}
     */
    public static FreshRedis start(Binaries binaries, Path home, Redis.Durability durability)
            throws InterruptedException {
        Place place = Place.under(home, "benchmark-redis", false);
        Folders.delete(place.data());
        String password = UUID.randomUUID().toString();
        FreshRedis redis = new FreshRedis(Redis.start(binaries, place, PORTS.any(), password, durability), place);
        try (Jedis client = redis.connect()) {
            client.configSet("auto-aof-rewrite-percentage", "0");
        }
        return redis;
    }

    public Jedis connect() {
        return new Jedis(server.url());
    }

    public Redis server() {
        return server;
    }

    @Override
    public void close() {
        server.stop();
        Folders.delete(place.data());
    }
}
