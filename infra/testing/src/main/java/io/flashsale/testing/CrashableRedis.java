package io.flashsale.testing;

import io.flashsale.middleware.Binaries;
import io.flashsale.middleware.Place;
import io.flashsale.middleware.Redis;
import org.jspecify.annotations.Nullable;

/** A Redis server for one test, with a password and a port that stay the same over crashes and starts. */
public final class CrashableRedis implements AutoCloseable {

    private final Binaries binaries;
    private final Place place;
    private final int port;
    private final String password;
    private @Nullable Redis server;

    CrashableRedis(Binaries binaries, Place place, int port, String password) {
        this.binaries = binaries;
        this.place = place;
        this.port = port;
        this.password = password;
        start();
    }

    /** Starts the server with the data its file holds; does nothing when it runs. */
    public void start() {
        if (server != null) {
            return;
        }
        try {
            server = Redis.start(binaries, place, port, password, Redis.Durability.ALWAYS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Redis was starting", e);
        }
    }

    /** Kills the server. Acknowledged writes survive. */
    public void crash() {
        if (server != null) {
            server.process().kill();
            server = null;
        }
    }

    public String url() {
        return Redis.url(port, password);
    }

    @Override
    public void close() {
        crash();
    }
}
