package io.flashsale.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProviderSimulatorTest {

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();
    private final KeyPair provider = keyPair();
    private final KeyPair merchant = keyPair();
    private final Rsa2 merchantSide = Rsa2.of(privateKey(merchant), publicKey(provider));
    private final BlockingQueue<Map<String, String>> notifications = new LinkedBlockingQueue<>();
    private final AtomicInteger refusalsLeft = new AtomicInteger();

    @TempDir
    Path directory;

    private ProviderSimulator simulator;
    private HttpServer shop;

    @BeforeEach
    void start() throws IOException {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/notify", exchange -> {
            try (exchange) {
                notifications.add(
                        Form.decode(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
                boolean refuse = refusalsLeft.getAndDecrement() > 0;
                byte[] answer = (refuse ? "failure" : "success").getBytes(UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        shop.start();
        simulator = ProviderSimulator.start(settings(), Clock.systemUTC());
    }

    @AfterEach
    void stop() throws IOException {
        simulator.close();
        shop.stop(0);
    }

    @Test
    void tellsTheMerchantOfAPaymentWithASignatureThatHolds() throws Exception {
        JsonNode prepaid = prepay("p1", "9.90");
        assertThat(pay(prepaid)).isEqualTo(200);

        Map<String, String> notification = nextNotification();
        assertThat(notification)
                .containsEntry("out_trade_no", "p1")
                .containsEntry("total_amount", "9.90")
                .containsEntry("trade_status", "TRADE_SUCCESS");
        String sign = notification.getOrDefault("sign", "");
        assertThat(merchantSide.isMerchants(Form.signedByProvider(notification), sign))
                .isTrue();
        notification.put("total_amount", "0.01");
        assertThat(merchantSide.isMerchants(Form.signedByProvider(notification), sign))
                .isFalse();
    }

    @Test
    void repeatsANotificationUnderTheSameIdUntilItIsAcknowledged() throws Exception {
        refusalsLeft.set(2);
        pay(prepay("p1", "9.90"));
        String first = nextNotification().get("notify_id");
        assertThat(nextNotification()).containsEntry("notify_id", first);
        assertThat(nextNotification()).containsEntry("notify_id", first);
        assertThat(notifications.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void refusesARequestThatTheMerchantDidNotSign() throws Exception {
        Map<String, String> request = request("alipay.trade.query", Map.of("out_trade_no", "p1"));
        request.put("biz_content", "{\"out_trade_no\":\"p2\"}");
        assertThat(send(request)
                        .path("alipay_trade_query_response")
                        .path("sub_code")
                        .asString())
                .isEqualTo("isv.invalid-signature");
    }

    @Test
    void signsTheExactTextOfItsAnswer() throws Exception {
        String body = post(simulator.url() + "/gateway.do", Form.encode(request("alipay.trade.query", Map.of())));
        String head = "{\"alipay_trade_query_response\":";
        int signAt = body.lastIndexOf(",\"sign\":\"");
        String node = body.substring(head.length(), signAt);
        String sign = json.readTree(body).path("sign").asString();
        assertThat(merchantSide.isMerchants(node, sign)).isTrue();
    }

    @Test
    void neverGivesBackMoreThanWasPaidAndCountsARequestOnce() throws Exception {
        pay(prepay("p1", "9.90"));
        assertThat(refund("p1", "r1", "4.00").path("fund_change").asString()).isEqualTo("Y");
        assertThat(refund("p1", "r1", "4.00").path("fund_change").asString()).isEqualTo("N");
        assertThat(refund("p1", "r2", "5.91").path("code").asString()).isEqualTo("40004");
        assertThat(refund("p1", "r2", "5.90").path("fund_change").asString()).isEqualTo("Y");
        JsonNode totals = books().path("totals");
        assertThat(totals.path("captured").asLong()).isEqualTo(990);
        assertThat(totals.path("refunded").asLong()).isEqualTo(990);
    }

    @Test
    void takesNoMoneyForAClosedTrade() throws Exception {
        JsonNode prepaid = prepay("p1", "9.90");
        call("alipay.trade.close", Map.of("out_trade_no", "p1"));
        assertThat(pay(prepaid)).isEqualTo(409);
        assertThat(books().path("totals").path("captured").asLong()).isZero();
    }

    @Test
    void closesATradeThatExpired() throws Exception {
        JsonNode prepaid = call(
                "alipay.trade.precreate",
                Map.of(
                        "out_trade_no",
                        "p1",
                        "total_amount",
                        "1.00",
                        "time_expire",
                        BeijingTime.format(Instant.now().minusSeconds(5))));
        assertThat(pay(prepaid)).isEqualTo(409);
        assertThat(call("alipay.trade.query", Map.of("out_trade_no", "p1"))
                        .path("trade_status")
                        .asString())
                .isEqualTo("TRADE_CLOSED");
    }

    @Test
    void keepsItsBooksOverARestartAndDropsALineCutShort() throws Exception {
        pay(prepay("p1", "9.90"));
        prepay("p2", "0.01");
        refund("p1", "r1", "0.90");
        nextNotification();
        simulator.close();
        Files.writeString(booksFile(), "{\"entry\":\"paid\",\"trad", StandardOpenOption.APPEND);

        simulator = ProviderSimulator.start(settings(), Clock.systemUTC());
        JsonNode report = books();
        assertThat(report.path("totals").path("trades").asInt()).isEqualTo(2);
        assertThat(report.path("totals").path("captured").asLong()).isEqualTo(990);
        assertThat(report.path("totals").path("refunded").asLong()).isEqualTo(90);
        assertThat(pay(prepay("p3", "1.00"))).isEqualTo(200);
    }

    @Test
    void sendsAfterARestartWhatItStillOwed() throws Exception {
        refusalsLeft.set(Integer.MAX_VALUE);
        pay(prepay("p1", "9.90"));
        nextNotification();
        simulator.close();
        notifications.clear();
        refusalsLeft.set(0);
        simulator = ProviderSimulator.start(settings(), Clock.systemUTC());
        assertThat(nextNotification()).containsEntry("out_trade_no", "p1");
    }

    @Test
    void booksARefundEvenWhenItsAnswerIsLost() throws Exception {
        pay(prepay("p1", "9.90"));
        http.send(
                HttpRequest.newBuilder(URI.create(simulator.url() + "/faults/lose-refund-answer/1"))
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        Map<String, String> request = request(
                "alipay.trade.refund", Map.of("out_trade_no", "p1", "out_request_no", "r1", "refund_amount", "9.90"));
        assertThat(post(simulator.url() + "/gateway.do", Form.encode(request))).doesNotContain("10000");
        assertThat(call("alipay.trade.fastpay.refund.query", Map.of("out_trade_no", "p1", "out_request_no", "r1"))
                        .path("refund_status")
                        .asString())
                .isEqualTo("REFUND_SUCCESS");
    }

    @Test
    void namesTheVariableThatIsMissing() {
        assertThatThrownBy(() -> Settings.from(Map.of())).hasMessageContaining("FLASHSALE_PROVIDER_PRIVATE_KEY");
    }

    @Test
    void writesAndReadsAmountsExactly() {
        assertThat(Yuan.of(1)).isEqualTo("0.01");
        assertThat(Yuan.of(99_999_999_999L)).isEqualTo("999999999.99");
        assertThat(Yuan.toFen("9.9")).hasValue(990);
        assertThat(Yuan.toFen("9.905")).isEmpty();
        assertThat(Yuan.toFen("-1")).isEmpty();
        assertThat(Yuan.toFen("1e3")).isEmpty();
        assertThat(Yuan.toFen("0.00")).isEmpty();
    }

    private Settings settings() {
        return new Settings(
                "127.0.0.1",
                0,
                "",
                booksFile(),
                Settings.DEFAULT_APP_ID,
                privateKey(provider),
                publicKey(merchant),
                Duration.ofMillis(20));
    }

    private Path booksFile() {
        return directory.resolve("books.jsonl");
    }

    private JsonNode prepay(String outTradeNo, String amount) throws Exception {
        JsonNode answer = call(
                "alipay.trade.precreate",
                Map.of("out_trade_no", outTradeNo, "total_amount", amount, "subject", "order <1>"));
        assertThat(answer.path("code").asString()).isEqualTo("10000");
        return answer;
    }

    private int pay(JsonNode prepaid) throws Exception {
        URI url = URI.create(prepaid.path("qr_code").asString() + "/pay");
        return http.send(
                        HttpRequest.newBuilder(url)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private JsonNode refund(String outTradeNo, String outRequestNo, String amount) throws Exception {
        return call(
                "alipay.trade.refund",
                Map.of("out_trade_no", outTradeNo, "out_request_no", outRequestNo, "refund_amount", amount));
    }

    private JsonNode call(String method, Map<String, String> content) throws Exception {
        return send(request(method, content)).path(method.replace('.', '_') + "_response");
    }

    private JsonNode send(Map<String, String> request) throws Exception {
        return json.readTree(post(simulator.url() + "/gateway.do", Form.encode(request)));
    }

    private Map<String, String> request(String method, Map<String, String> content) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("app_id", Settings.DEFAULT_APP_ID);
        fields.put("method", method);
        fields.put("charset", "utf-8");
        fields.put("sign_type", "RSA2");
        fields.put("timestamp", BeijingTime.format(Instant.now()));
        fields.put("version", "1.0");
        fields.put("notify_url", "http://127.0.0.1:" + shop.getAddress().getPort() + "/notify");
        fields.put("biz_content", json.writeValueAsString(content));
        fields.put("sign", merchantSide.sign(Form.signedByMerchant(fields)));
        return fields;
    }

    private String post(String url, String body) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private JsonNode books() throws Exception {
        return json.readTree(http.send(
                        HttpRequest.newBuilder(URI.create(simulator.url() + "/books"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private Map<String, String> nextNotification() throws InterruptedException {
        Map<String, String> next = notifications.poll(10, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return java.util.Objects.requireNonNull(next);
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
            rsa.initialize(2048);
            return rsa.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String privateKey(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
    }

    private static String publicKey(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }
}
