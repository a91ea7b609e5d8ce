package io.flashsale.order;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands at a peer's HTTP port: says yes to everything, except where it was told to fail first, and remembers it. */
final class StubPeer {

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();

    StubPeer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next calls to this path are answered with 503. */
    void failFirst(String path, int times) {
        failures.put(path, new AtomicInteger(times));
    }

    List<Call> callsTo(String path) {
        return calls.stream().filter(call -> call.path.equals(path)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            AtomicInteger left = failures.getOrDefault(uri.getPath(), new AtomicInteger());
            boolean fails = left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
            calls.add(new Call(exchange.getRequestMethod(), uri.getPath(), body, fails ? 503 : 200));
            byte[] answer = (fails ? "{\"code\":\"unavailable\",\"detail\":\"told to fail\"}" : "{}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", fails ? "application/problem+json" : "application/json");
            exchange.sendResponseHeaders(fails ? 503 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    record Call(String method, String path, String body, int answer) {}
}
