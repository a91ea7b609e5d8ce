package io.flashsale.payment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Stands where the gateway is for the provider's notifications: vouches for an anonymous caller and passes the body on
 * as it came. Until it is opened it keeps what arrives and answers nobody, as a gateway that is away.
 */
final class Doorway {

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<byte[]> arrived = new CopyOnWriteArrayList<>();
    private volatile boolean open = true;
    private volatile URI target = URI.create("http://127.0.0.1:1/");
    private volatile Supplier<String> token = () -> "";

    private Doorway(HttpServer server) {
        this.server = server;
    }

    static Doorway start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Doorway doorway = new Doorway(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/api/provider/notifications", doorway::pass);
            server.start();
            return doorway;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void leadsTo(URI service, Supplier<String> anonymousToken) {
        target = service;
        token = anonymousToken;
    }

    void setOpen(boolean open) {
        this.open = open;
    }

    List<byte[]> arrived() {
        return arrived;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            arrived.add(body);
            if (!open) {
                exchange.sendResponseHeaders(502, -1);
                return;
            }
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(target)
                            .header("Authorization", "Bearer " + token.get())
                            .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"))
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
