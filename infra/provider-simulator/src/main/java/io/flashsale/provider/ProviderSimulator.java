package io.flashsale.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * The simulated provider, a process of its own. Merchants call {@code POST /gateway.do}, buyers open
 * {@code /cashier/{tradeNo}}, auditors read {@code GET /books}, and tests plan what goes wrong with
 * {@code PUT /faults/{fault}/{times}}.
 */
final class ProviderSimulator implements AutoCloseable {

    private static final Logger log = System.getLogger(ProviderSimulator.class.getName());
    private static final Pattern CASHIER = Pattern.compile("/cashier/([0-9]{1,32})(/pay)?");
    private static final Pattern FAULT = Pattern.compile("/faults/([a-z-]+)/([0-9]{1,4})");
    private static final Pattern STATEMENT = Pattern.compile("/statements/(\\d{4}-[01]\\d-[0-3]\\d)\\.csv");
    private static final int LARGEST_BODY = 64 * 1024;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Books books;
    private final Notifier notifier;
    private final String url;

    private ProviderSimulator(HttpServer server, ExecutorService threads, Books books, Notifier notifier, String url) {
        this.server = server;
        this.threads = threads;
        this.books = books;
        this.notifier = notifier;
        this.url = url;
    }

    static ProviderSimulator start(Settings settings, Clock clock) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        Rsa2 rsa2 = Rsa2.of(settings.privateKey(), settings.merchantPublicKey());
        HttpServer server = HttpServer.create(new InetSocketAddress(settings.address(), settings.port()), 128);
        String url = "http://" + settings.address() + ":" + server.getAddress().getPort();
        String publicUrl = settings.publicUrl().isEmpty() ? url : settings.publicUrl();
        Books books = Books.open(settings.books(), clock, json);
        Faults faults = new Faults();
        Notifier notifier = new Notifier(books, rsa2, faults, settings, clock);
        Gateway gateway = new Gateway(books, rsa2, faults, settings, publicUrl, clock, json);
        Cashier cashier = new Cashier(books, notifier, faults, clock);

        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        Statement statement = new Statement(books, faults);
        server.createContext("/statements/", exchange -> {
            try (exchange) {
                sendStatement(exchange, statement);
            } catch (RuntimeException e) {
                log.log(Level.ERROR, "A statement failed.", e);
            }
        });
        server.createContext("/", exchange -> {
            try (exchange) {
                send(exchange, route(exchange, gateway, cashier, books, faults, clock, json));
            } catch (RuntimeException e) {
                log.log(Level.ERROR, "A request failed.", e);
                send(exchange, Reply.text(500, "internal error"));
            }
        });
        server.start();
        notifier.resume();
        return new ProviderSimulator(server, threads, books, notifier, url);
    }

    String url() {
        return url;
    }

    private static Reply route(
            HttpExchange exchange,
            Gateway gateway,
            Cashier cashier,
            Books books,
            Faults faults,
            Clock clock,
            JsonMapper json)
            throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
        Matcher cashierPath = CASHIER.matcher(path);
        Matcher faultPath = FAULT.matcher(path);
        boolean post = exchange.getRequestMethod().equals("POST");
        if (post && path.equals("/gateway.do")) {
            return gateway.handle(exchange.getRequestURI().getRawQuery(), body);
        }
        if (cashierPath.matches()) {
            return post ? cashier.pay(cashierPath.group(1)) : cashier.page(cashierPath.group(1));
        }
        if (path.equals("/books")) {
            return Reply.json(json.writeValueAsString(BookReport.of(books.trades(), clock.instant())));
        }
        if (path.equals("/requests")) {
            return Reply.json(json.writeValueAsString(gateway.counts()));
        }
        if (path.equals("/health")) {
            return Reply.json("{\"status\":\"UP\"}");
        }
        if (faultPath.matches() && exchange.getRequestMethod().equals("PUT")) {
            String name = faultPath.group(1).replace('-', '_').toUpperCase(Locale.ROOT);
            for (Faults.Fault fault : Faults.Fault.values()) {
                if (fault.name().equals(name)) {
                    faults.plan(fault, Integer.parseInt(faultPath.group(2)));
                    return Reply.text(200, "planned");
                }
            }
        }
        return Reply.text(404, "There is nothing here.");
    }

    /** Streamed: a day may have more lines than memory. */
    private static void sendStatement(HttpExchange exchange, Statement statement) throws IOException {
        Matcher path = STATEMENT.matcher(exchange.getRequestURI().getPath());
        if (!path.matches()) {
            send(exchange, Reply.text(404, "There is nothing here."));
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/csv; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        try (Writer out = new BufferedWriter(new OutputStreamWriter(exchange.getResponseBody(), UTF_8))) {
            statement.write(LocalDate.parse(path.group(1)), out);
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        notifier.close();
        books.close();
    }

    /** Runs until the process is told to stop. */
    public static void main(String[] args) throws IOException {
        // Without it an answer on a kept-alive connection can wait 40 ms for the client's delayed ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Map<String, String> environment = System.getenv();
        Settings settings;
        try {
            settings = Settings.from(environment);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        ProviderSimulator simulator = start(settings, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                simulator.close();
            } catch (IOException e) {
                log.log(Level.WARNING, "Stopping failed.", e);
            }
        }));
        System.out.println("Provider simulator listens on " + simulator.url() + ", books in " + settings.books());
    }
}
