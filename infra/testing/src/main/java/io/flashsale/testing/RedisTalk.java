package io.flashsale.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One command to a Redis server, over a connection of its own. */
final class RedisTalk {

    private static final int PATIENCE_MILLIS = 5000;

    private RedisTalk() {}

    /** Everything the server answers, line by line, as it stands on the wire. */
    static String ask(int port, String password, String command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String lines = "AUTH " + password + "\r\n" + command + "\r\nQUIT\r\n";
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            in.readLine();
            StringBuilder answer = new StringBuilder();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answer.append(line).append('\n');
            }
            return answer.substring(0, Math.max(0, answer.lastIndexOf("+OK")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
