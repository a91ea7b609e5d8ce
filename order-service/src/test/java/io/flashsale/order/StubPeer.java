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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands at a peer's HTTP port: says yes to everything, except where it was told to fail first, and remembers it. */
final class StubPeer {

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final Map<String, Integer> arrived = new ConcurrentHashMap<>();

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

    /** Calls to this path get no answer until {@link #release}. */
    void hold(String path) {
        held.put(path, new CountDownLatch(1));
    }

    /** Answers the calls to this path that were held, and those to come. */
    void release(String path) {
        CountDownLatch latch = held.remove(path);
        if (latch != null) {
            latch.countDown();
        }
    }

    /** Calls to this path are refused from now on. */
    void refuse(String path, String code) {
        refusals.put(path, code);
    }

    List<Call> callsTo(String path) {
        return calls.stream().filter(call -> call.path.equals(path)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            AtomicInteger left = failures.getOrDefault(uri.getPath(), new AtomicInteger());
            arrived.merge(uri.getPath(), 1, Integer::sum);
            boolean fails = left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
            awaitRelease(uri.getPath());
            String refusal = fails ? "unavailable" : refusals.get(uri.getPath());
            int status = fails ? 503 : refusal == null ? 200 : 409;
            calls.add(new Call(exchange.getRequestMethod(), uri.getPath(), body, status));
            byte[] answer = (refusal == null ? "{}" : "{\"code\":\"" + refusal + "\",\"detail\":\"told to\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", status == 200 ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** How many calls to this path came, answered or not. */
    int arrivedAt(String path) {
        return arrived.getOrDefault(path, 0);
    }

    private void awaitRelease(String path) {
        CountDownLatch latch = held.get(path);
        try {
            if (latch != null && !latch.await(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("nobody released " + path);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    record Call(String method, String path, String body, int answer) {}
}
