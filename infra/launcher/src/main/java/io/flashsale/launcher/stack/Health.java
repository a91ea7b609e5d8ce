package io.flashsale.launcher.stack;

import io.flashsale.middleware.Ports;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;

/** Asks a component whether it does its work. */
final class Health {

    private static final int TIMEOUT_MILLIS = 2_000;

    private Health() {}

    /** One question, answered within a few seconds. */
    static boolean answers(Component component, Map<Port, Integer> ports) {
        Port main = Port.of(component).getFirst();
        int port = ports.getOrDefault(main, main.usual());
        return switch (component) {
            case GATEWAY ->
                Ports.accepts(port)
                        && isOk(
                                ports.getOrDefault(Port.GATEWAY_MANAGEMENT, Port.GATEWAY_MANAGEMENT.usual()),
                                "/actuator/health");
            case PROVIDER -> isOk(port, "/health");
            case INVENTORY, ORDER, PAYMENT, REWARD -> isOk(port, "/actuator/health");
            default -> Ports.accepts(port);
        };
    }

    /** Whether a GET of this path on this machine is answered with 200. */
    static boolean isOk(int port, String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setRequestProperty("Connection", "close");
            return connection.getResponseCode() == 200;
        } catch (IOException ignored) {
            return false;
        }
    }
}
