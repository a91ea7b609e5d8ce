package io.flashsale.loadtest.chaos.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** Stands between two parts of the platform on TCP, and can be a bad network. */
public final class FaultProxy implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    /** How the network behaves. */
    public sealed interface Behaviour {
        /** As if it were not there. */
        record Passing() implements Behaviour {}

        /** Every chunk arrives late, in both directions. */
        record Slow(Duration latency) implements Behaviour {}

        /** Connections are opened, and nothing arrives on them any more, in neither direction. */
        record BlackHole() implements Behaviour {}

        /** Questions arrive, answers do not: the connection is reset instead of the first answer. */
        record LosingAnswers() implements Behaviour {}

        /** Every connection is reset, old or new. */
        record Resetting() implements Behaviour {}
    }

    private final ServerSocket server;
    private final IntSupplier target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Behaviour behaviour = new Behaviour.Passing();

    private FaultProxy(ServerSocket server, IntSupplier target) {
        this.server = server;
        this.target = target;
    }

    /**
     * Listens on a free port of the loopback interface.
     *
     * @param target port on the loopback interface to which each new connection is led
     */
    public static FaultProxy before(IntSupplier target) {
        try {
            ServerSocket server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
            FaultProxy proxy = new FaultProxy(server, target);
            Thread.ofVirtual().name("proxy-" + server.getLocalPort()).start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** From now on the network is like this. */
    public void behave(Behaviour next) {
        behaviour = next;
        if (next instanceof Behaviour.Resetting) {
            sockets.forEach(FaultProxy::reset);
        }
    }

    /** The network works again; connections on which something was lost are gone. */
    public void heal() {
        Behaviour before = behaviour;
        behaviour = new Behaviour.Passing();
        if (before instanceof Behaviour.BlackHole) {
            sockets.forEach(FaultProxy::reset);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException ignored) {
                // Closed, or a client that went away while it was accepted.
            }
        }
    }

    private void connect(Socket client) {
        Socket upstream = new Socket();
        sockets.add(client);
        sockets.add(upstream);
        try {
            if (behaviour instanceof Behaviour.Resetting) {
                throw new IOException("reset");
            }
            upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getAsInt()), 1_000);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> copy(client, upstream, false));
            copy(upstream, client, true);
        } catch (IOException e) {
            end(client, upstream);
        }
    }

    private void copy(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                switch (behaviour) {
                    case Behaviour.Passing() -> out.write(buffer, 0, count);
                    case Behaviour.Slow(Duration latency) -> {
                        Thread.sleep(latency);
                        out.write(buffer, 0, count);
                    }
                    case Behaviour.BlackHole() -> {
                        continue;
                    }
                    case Behaviour.LosingAnswers() -> {
                        if (answers) {
                            throw new IOException("reset");
                        }
                        out.write(buffer, 0, count);
                    }
                    case Behaviour.Resetting() -> throw new IOException("reset");
                }
            }
        } catch (IOException e) {
            reset(from);
            reset(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(from, to);
        }
    }

    private void end(Socket one, Socket other) {
        sockets.remove(one);
        sockets.remove(other);
        close(one);
        close(other);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException ignored) {
            close(socket);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(FaultProxy::close);
    }
}
