package io.flashsale.testing;

import io.flashsale.middleware.Database;
import io.flashsale.middleware.Place;
import io.flashsale.middleware.SeataServer;
import org.jspecify.annotations.Nullable;

/** A transaction coordinator for one test, with a port and a store that stay the same over crashes and starts. */
public final class CrashableSeata implements AutoCloseable {

    private final Place place;
    private final int port;
    private final int consolePort;
    private final Database store;
    private final String password;
    private @Nullable SeataServer server;

    CrashableSeata(Place place, int port, int consolePort, Database store, String password) {
        this.place = place;
        this.port = port;
        this.consolePort = consolePort;
        this.store = store;
        this.password = password;
        start();
    }

    /** Starts the server with the sessions its store holds; does nothing when it runs. */
    public void start() {
        if (server != null) {
            return;
        }
        try {
            server = SeataServer.start(RepositoryRoot.path(), place, port, consolePort, store, password);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Seata was starting", e);
        }
    }

    /** Kills the server. */
    public void crash() {
        if (server != null) {
            server.process().kill();
            server = null;
        }
    }

    /** {@code host:port}, as clients want it. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        crash();
    }
}
