package io.flashsale.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flashsale.middleware.Database;
import io.flashsale.testing.Middleware;
import io.flashsale.testing.ServiceProcess;
import io.flashsale.testing.TestSecrets;
import io.flashsale.web.Caller;
import io.flashsale.web.InternalTokens;
import io.flashsale.web.Role;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A long statement is reconciled by the packaged service in a heap of 256 MiB, and what differs in it is found. With
 * {@code -Dstatement.lines=1000000} a million lines, else 50,000; prints lines a second.
 */
class LongStatementFitsInASmallHeapIT {

    private static final int LINES = Integer.getInteger("statement.lines", 50_000);
    private static final long HEAP = 256L * 1024 * 1024;
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final int ROWS_AT_ONCE = 50_000;

    private final LocalDate day = LocalDate.now(BEIJING).minusDays(1);
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Database database = Middleware.mariaDb("payment");
    private final JdbcTemplate jdbc =
            new JdbcTemplate(new DriverManagerDataSource(database.url(), database.user(), database.password()));

    private HttpServer outside;
    private ServiceProcess service;

    @BeforeEach
    void start() throws IOException {
        outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        outside.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        outside.createContext("/gateway.do", this::whereTheStatementIs);
        outside.createContext("/statement.csv", this::statement);
        outside.createContext("/internal/orders/settled", exchange -> answer(exchange, "[]"));
        outside.start();
        service = ServiceProcess.of("payment-service")
                .database(database)
                .with("FLASHSALE_ROCKETMQ_NAMESRV", "127.0.0.1:" + Middleware.freePort())
                .with("FLASHSALE_SEATA_SERVER", "127.0.0.1:" + Middleware.freePort())
                .with("FLASHSALE_EDGE_REDIS_URL", Middleware.redis().url())
                .with("FLASHSALE_PROVIDER_URL", url())
                .with("FLASHSALE_ORDER_URL", url())
                .healthPath("/actuator/health/liveness")
                .start();
    }

    @AfterEach
    void stop() {
        service.close();
        outside.stop(0);
    }

    @Test
    void reconcilesAndFindsWhatDiffers() {
        payments();
        assertThat(mostHeap()).isPositive().isLessThanOrEqualTo(HEAP);

        long began = System.nanoTime();
        JsonNode run = post("/api/admin/payments/reconciliations", "{\"day\":\"" + day + "\"}");
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        assertThat(run.path("status").asString()).as(run.toString()).isEqualTo("DONE");
        assertThat(run.path("lines").asLong()).isEqualTo(LINES + 1);
        assertThat(jdbc.queryForList(
                        "SELECT CONCAT(kind, ' ', subject) FROM reconciliation_difference ORDER BY subject",
                        String.class))
                .containsExactly("MISSING nobodys", "AMOUNT p-" + LINES / 2);
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM statement_line", Long.class))
                .isZero();
        System.out.printf(
                "A statement of %,d lines was reconciled in %.1f s, %,d lines/s, heap of %d MiB%n",
                LINES, took.toMillis() / 1000.0, LINES * 1000L / Math.max(1, took.toMillis()), HEAP >> 20);
    }

    private void payments() {
        LocalDateTime noon = day.atTime(12, 0)
                .atZone(BEIJING)
                .withZoneSameInstant(ZoneOffset.UTC)
                .toLocalDateTime();
        String digit = "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4"
                + " UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)";
        for (int from = 0; from < LINES; from += ROWS_AT_ONCE) {
            jdbc.update(
                    "INSERT INTO payment (id, order_id, buyer_id, method, amount, order_amount, currency, status,"
                            + " attempt, idempotency_key, captured_amount, refunded_amount, pays_order_id, queries,"
                            + " created_at, captured_at)"
                            + " SELECT CONCAT('p-', n), CONCAT('o-', n), 'b', 'PROVIDER', 100 + n MOD 1000,"
                            + " 100 + n MOD 1000, 'CNY', 'CAPTURED', 1, n, 100 + n MOD 1000, 0, CONCAT('o-', n), 0,"
                            + " ?, ? FROM (SELECT ? + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d AS n FROM "
                            + digit + " a, " + digit + " b, " + digit + " c, " + digit + " e, " + digit
                            + " f WHERE f.d < 5) numbers WHERE n < ?",
                    noon,
                    noon,
                    from,
                    LINES);
        }
        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM payment", Long.class))
                .isEqualTo(LINES);
    }

    private void statement(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (Writer out = new BufferedWriter(new OutputStreamWriter(exchange.getResponseBody(), UTF_8))) {
            out.write("trade_no,out_trade_no,type,out_request_no,amount,time\n");
            out.write("t,nobodys,TRADE,,1.00," + day + " 12:00:00\n");
            for (int n = 0; n < LINES; n++) {
                int fen = 100 + n % 1000 + (n == LINES / 2 ? 1 : 0);
                out.write("t" + n + ",p-" + n + ",TRADE,," + fen / 100 + "." + fen % 100 / 10 + fen % 10 + "," + day
                        + " 12:00:00\n");
            }
        }
    }

    private void whereTheStatementIs(HttpExchange exchange) throws IOException {
        String node = "{\"code\":\"10000\",\"msg\":\"Success\",\"bill_download_url\":\"" + url() + "/statement.csv\"}";
        answer(
                exchange,
                "{\"alipay_data_dataservice_bill_downloadurl_query_response\":" + node + ",\"sign\":\"" + signed(node)
                        + "\"}");
    }

    private static String signed(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KeyFactory.getInstance("RSA")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getDecoder().decode(TestSecrets.PROVIDER_PRIVATE_KEY))));
            signature.update(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String url() {
        return "http://127.0.0.1:" + outside.getAddress().getPort();
    }

    /** What the service's JVM says its heap may become, in bytes. */
    private long mostHeap() {
        return send(HttpRequest.newBuilder(URI.create(service.url() + "/actuator/prometheus")))
                .lines()
                .filter(line -> line.startsWith("jvm_memory_max_bytes{area=\"heap\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private JsonNode post(String path, String body) {
        return json.readTree(send(HttpRequest.newBuilder(URI.create(service.url() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))));
    }

    private String send(HttpRequest.Builder request) {
        InternalTokens tokens = new InternalTokens(InternalTokens.key(TestSecrets.INTERNAL_SECRET), Clock.systemUTC());
        try {
            return http.send(
                            request.header(
                                            "Authorization",
                                            "Bearer " + tokens.issue(new Caller("operator-1", Role.OPERATOR)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
