package io.flashsale.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Stands for all services at once and remembers what it saw, apart from the gateway's own look at the campaigns. */
public final class Upstream {

    /** A request as it arrived; header names are in lower case. */
    public record Seen(String method, String path, Map<String, List<String>> headers, String body) {

        /** The first value of a header. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
                    .map(List::getFirst);
        }
    }

    private static final String NOTHING_LIVE = "[]";

    /** As long as inventory-service lets a gateway wait. */
    private static final long PATIENCE_MS = 1_000;

    private final HttpServer server;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private final Semaphore happenings = new Semaphore(0);
    private final Object telling = new Object();
    private String campaigns = NOTHING_LIVE;
    private Duration lag = Duration.ZERO;
    private long version;
    private long told;

    /** Starts on a free loopback port. */
    public Upstream() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** Base address. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * What inventory-service tells about the campaigns from now on.
     *
     * @param campaigns a JSON array of campaigns with their versions; anything else cannot be read
     * @param lag how long ago it looked at the gates
     * @return the version of the news
     */
    public String live(String campaigns, Duration lag) {
        synchronized (telling) {
            this.campaigns = campaigns;
            this.lag = lag;
            version++;
            telling.notifyAll();
            return Long.toString(version);
        }
    }

    /** Of the newest news. */
    public String version() {
        synchronized (telling) {
            return Long.toString(version);
        }
    }

    /** How many questions for news were answered. */
    public long told() {
        synchronized (telling) {
            return told;
        }
    }

    private String newsFor(String query) throws IOException {
        try {
            return news(query);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private String news(String query) throws InterruptedException {
        synchronized (telling) {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
            long began = System.nanoTime();
            while (query.contains("&version=" + version + "&") && deadline - System.nanoTime() > 1_000_000) {
                telling.wait((deadline - System.nanoTime()) / 1_000_000);
            }
            told++;
            Instant now = Instant.now();
            return """
                {"version":"%s","serverTime":"%s","asOf":"%s","heldMillis":%d,"campaigns":%s}\
                """.formatted(version, now, now.minus(lag), (System.nanoTime() - began) / 1_000_000, campaigns);
        }
    }

    /** Something happens that so many waiting requests were waiting for. */
    public void happen(int waiting) {
        happenings.release(waiting);
    }

    /** Forgets what it saw, and that any campaign was live. */
    public void reset() {
        seen.clear();
        happenings.drainPermits();
        live(NOTHING_LIVE, Duration.ZERO);
    }

    /** Everything that was forwarded. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.startsWith("/internal/campaigns/news?")) {
                send(exchange, 200, newsFor(path + "&"));
                return;
            }
            seen.add(new Seen(
                    exchange.getRequestMethod(),
                    path,
                    exchange.getRequestHeaders().entrySet().stream()
                            .collect(Collectors.toUnmodifiableMap(
                                    header -> header.getKey().toLowerCase(Locale.ROOT),
                                    header -> List.copyOf(header.getValue()))),
                    new String(body, StandardCharsets.UTF_8)));
            if (path.endsWith("/events")) {
                stream(exchange);
                return;
            }
            if (path.endsWith("/never")) {
                await(never::await);
            }
            if (path.contains("wait=")) {
                await(happenings::acquire);
            }
            send(exchange, 202, "{}");
        }
    }

    /** One event at once, one when something happens. */
    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write("data: first\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        await(happenings::acquire);
        exchange.getResponseBody().write("data: second\n\n".getBytes(StandardCharsets.UTF_8));
    }

    private interface Wait {
        void end() throws InterruptedException;
    }

    private static void await(Wait wait) throws IOException {
        try {
            wait.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
