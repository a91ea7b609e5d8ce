package io.flashsale.middleware;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free TCP ports of the loopback interface. Random ones come from 20000 to 31999, below the range from which
 * operating systems serve outgoing connections; one instance never hands out the same port twice.
 */
public final class Ports {

    private static final int FIRST = 20_000;
    private static final int LAST = 31_999;

    private final Set<Integer> taken = new HashSet<>();

    /** A random free port. */
    public int any() {
        return anyBlock(0, 0);
    }

    /** A random port that is free together with its neighbours {@code port - below} to {@code port + above}. */
    public int anyBlock(int below, int above) {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST + below, LAST - above);
            if (take(port, below, above)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port between " + FIRST + " and " + LAST);
    }

    /** The wanted port, or the nearest free one above it. */
    public int near(int wanted) {
        return near(wanted, 0, 0);
    }

    /** As {@link #near(int)}, with neighbours that have to be free as well. */
    public int near(int wanted, int below, int above) {
        for (int port = wanted; port < wanted + 200 && port + above < 65_536; port++) {
            if (take(port, below, above)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port near " + wanted);
    }

    /** Whether a server could listen there now. */
    public static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException ignored) {
            return false;
        }
    }

    /** Whether somebody accepts connections there. */
    public static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException ignored) {
            return false;
        }
    }

    private synchronized boolean take(int port, int below, int above) {
        for (int each = port - below; each <= port + above; each++) {
            if (taken.contains(each) || !isFree(each)) {
                return false;
            }
        }
        for (int each = port - below; each <= port + above; each++) {
            taken.add(each);
        }
        return true;
    }
}
