package io.flashsale.order;

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
    private final Map<String, AtomicInteger> lost = new ConcurrentHashMap<>();
    private final Map<String, String> said = new ConcurrentHashMap<>();
    private final Map<String, String> real = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();

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

    /** Calls to paths that begin like this, and that nothing else is said about, go to a real peer from now on. */
    void leadTo(String prefix, String url) {
        real.put(prefix, url);
    }

    /** Calls to this path are answered with this from now on. */
    void say(String path, String json) {
        said.put(path, json);
    }

    /** The real peer is asked, and its answer lost, so often. */
    void loseAnswer(String path, int times) {
        lost.put(path, new AtomicInteger(times));
    }

    /** Answers everything itself again. */
    void leadNowhere() {
        real.clear();
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
            String peer = real.entrySet().stream()
                    .filter(entry -> uri.getPath().startsWith(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
            if (status == 200 && !peer.isEmpty()) {
                passOn(exchange, URI.create(peer + uri), body);
                return;
            }
            byte[] answer = (refusal == null
                            ? said.getOrDefault(uri.getPath(), "{}")
                            : "{\"code\":\"" + refusal + "\",\"detail\":\"told to\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", status == 200 ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private void passOn(HttpExchange exchange, URI target, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                .header("Content-Type", "application/json")
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofString(body));
        List<String> transaction = exchange.getRequestHeaders().getOrDefault("TX_XID", List.of());
        transaction.forEach(xid -> request.header("TX_XID", xid));
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (lost.getOrDefault(exchange.getRequestURI().getPath(), new AtomicInteger())
                            .getAndUpdate(n -> Math.max(0, n - 1))
                    > 0) {
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
