package io.flashsale.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stands where order- and inventory-service are, on one port, and answers as a test tells it to. */
final class Peers {

    private static final String NO_BODY = "{}";

    private final HttpServer server;
    private final Map<String, Order> orders = new ConcurrentHashMap<>();
    private final Map<String, Answer> checkoutAnswers = new ConcurrentHashMap<>();
    private final List<Checkout> checkouts = new CopyOnWriteArrayList<>();
    private final List<String> settled = new CopyOnWriteArrayList<>();
    private final List<String> rewardCalls = new CopyOnWriteArrayList<>();

    private Peers(HttpServer server) {
        this.server = server;
    }

    static Peers start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Peers peers = new Peers(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/internal/orders/", peers::order);
            server.createContext("/internal/reservations/", peers::reservation);
            server.createContext("/internal/checkouts", peers::rewardCheckout);
            server.createContext("/internal/reward-holds/", peers::rewardHold);
            server.start();
            return peers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void knowOrder(String orderId, String buyerId, long amount) {
        knowOrder(orderId, buyerId, amount, "PENDING_PAYMENT");
    }

    void knowOrder(String orderId, String buyerId, long amount, String status) {
        knowOrder(orderId, buyerId, amount, status, Instant.now().plusSeconds(900));
    }

    void knowOrder(String orderId, String buyerId, long amount, String status, Instant payBefore) {
        orders.put(orderId, new Order(buyerId, amount, status, payBefore));
    }

    /** What order-service says the books of an order should hold. */
    void settled(String orderId, String status, long kept) {
        settled.add(
                "{\"orderId\":\"%s\",\"status\":\"%s\",\"kept\":%d,\"moving\":false}".formatted(orderId, status, kept));
    }

    void orderCheckoutAnswers(String orderId, int status, String code) {
        checkoutAnswers.put("/internal/orders/" + orderId + "/checkout", new Answer(status, code));
    }

    void reservationCheckoutAnswers(String orderId, int status, String code) {
        checkoutAnswers.put("/internal/reservations/" + orderId + "/checkout", new Answer(status, code));
    }

    /** A point is worth a fen, and every coupon this much. */
    static final long COUPON_WORTH = 200;

    void rewardsAnswer(String orderId, int status, String code) {
        checkoutAnswers.put("rewards/" + orderId, new Answer(status, code));
    }

    /** What was asked of reward-service about a payment at the provider: hold, confirm, cancel. */
    List<String> rewardCalls(String paymentId) {
        return rewardCalls.stream()
                .filter(call -> call.startsWith(paymentId + "/"))
                .map(call -> call.substring(paymentId.length() + 1))
                .toList();
    }

    List<Checkout> checkouts(String orderId) {
        return checkouts.stream()
                .filter(checkout -> checkout.path().contains("/" + orderId + "/"))
                .toList();
    }

    private void order(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/checkout")) {
            checkout(exchange);
            return;
        }
        String orderId = path.substring("/internal/orders/".length());
        if (orderId.equals("settled")) {
            boolean first = !exchange.getRequestURI().getQuery().contains("after=");
            answer(exchange, 200, first ? "[" + String.join(",", settled) + "]" : "[]");
            return;
        }
        Order order = orders.get(orderId);
        if (order == null) {
            answer(exchange, 404, problem(404, "not-found"));
            return;
        }
        answer(exchange, 200, """
                {"orderId":"%s","buyerId":"%s","campaignId":"c1","sku":"s1","quantity":1,
                 "amount":{"amount":%d,"currency":"CNY"},"status":"%s","payBefore":"%s"}""".formatted(
                        orderId, order.buyerId(), order.amount(), order.status(), order.payBefore()));
    }

    private void reservation(HttpExchange exchange) throws IOException {
        checkout(exchange);
    }

    private void checkout(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        checkouts.add(new Checkout(path, exchange.getRequestHeaders().getFirst("TX_XID")));
        Answer planned = checkoutAnswers.getOrDefault(path, new Answer(200, ""));
        answer(
                exchange,
                planned.status(),
                planned.status() == 200 ? NO_BODY : problem(planned.status(), planned.code()));
    }

    private void rewardCheckout(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        checkouts.add(new Checkout(
                "/internal/rewards/" + field(body, "orderId") + "/checkout",
                exchange.getRequestHeaders().getFirst("TX_XID")));
        discounts(exchange, body);
    }

    private void rewardHold(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/internal/reward-holds/".length());
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (exchange.getRequestMethod().equals("PUT")) {
            rewardCalls.add(path + "/hold");
            discounts(exchange, body);
        } else {
            rewardCalls.add(path);
            answer(exchange, 200, NO_BODY);
        }
    }

    private void discounts(HttpExchange exchange, String body) throws IOException {
        Answer planned = checkoutAnswers.getOrDefault("rewards/" + field(body, "orderId"), new Answer(200, ""));
        long coupon = body.contains("\"couponId\":\"") ? COUPON_WORTH : 0;
        answer(
                exchange,
                planned.status(),
                planned.status() == 200
                        ? "{\"pointsDiscount\":{\"amount\":%s,\"currency\":\"CNY\"},".formatted(field(body, "points"))
                                + "\"couponDiscount\":{\"amount\":%d,\"currency\":\"CNY\"}}".formatted(coupon)
                        : problem(planned.status(), planned.code()));
    }

    private static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(json);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String problem(int status, String code) {
        return "{\"type\":\"/problems/%s\",\"title\":\"t\",\"status\":%d,\"code\":\"%s\",\"detail\":\"planned\"}"
                .formatted(code, status, code);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = json.getBytes(UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", status == 200 ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** A try that arrived, with the id of its global transaction. */
    record Checkout(String path, @Nullable String xid) {}

    private record Order(String buyerId, long amount, String status, Instant payBefore) {}

    private record Answer(int status, String code) {}
}
