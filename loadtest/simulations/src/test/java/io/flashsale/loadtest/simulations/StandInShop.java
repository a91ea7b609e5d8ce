package io.flashsale.loadtest.simulations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;

/** Speaks the platform's HTTP, keeps everything in memory: what is tested are the journeys. */
final class StandInShop implements AutoCloseable {

    private static final Duration TIME_TO_PAY = Duration.ofSeconds(7);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final Instant startsAt;
    private final boolean forgetful;
    private final Map<String, Order> orders = new HashMap<>();
    private final Map<String, Order> orderByKey = new HashMap<>();
    private final Set<String> buyers = new HashSet<>();
    private final Set<String> tokens = new HashSet<>();
    private int free;
    private int hiccups = 3;

    /** @param forgetful does not know a key again */
    StandInShop(int units, Instant startsAt, boolean forgetful) throws IOException {
        this.free = units;
        this.startsAt = startsAt;
        this.forgetful = forgetful;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized long orders(String status) {
        orders.values().forEach(this::expire);
        return orders.values().stream()
                .filter(order -> order.status.equals(status))
                .count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            String tag = '"' + Integer.toHexString(answer.body.hashCode()) + '"';
            if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            byte[] body = answer.body.replace('\'', '"').getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders().add("ETag", tag);
            exchange.sendResponseHeaders(answer.status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized Answer answer(HttpExchange exchange) throws IOException {
        orders.values().forEach(this::expire);
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        List<String> path = List.of(exchange.getRequestURI().getPath().split("/", -1));
        String buyer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .replace("Bearer ", "");
        String key = buyer + " " + exchange.getRequestHeaders().getFirst("Idempotency-Key");
        JsonNode body = json.readTree(exchange.getRequestBody());
        return switch (call) {
            case "POST /api/dev/login" ->
                new Answer(200, "{'token':'%s'}".formatted(body.get("subject").asText()));
            case "GET /api/campaigns/7" ->
                new Answer(
                        200,
                        "{'id':'7','startsAt':'%s','endsAt':'%s','serverTime':'%s','items':[{'sku':'s','soldOut':%s}]}"
                                .formatted(startsAt, startsAt.plusSeconds(600), Instant.now(), free == 0));
            case "POST /api/challenges" -> challenge(buyer);
            case "POST /api/orders" ->
                tokens.contains(exchange.getRequestHeaders().getFirst("Purchase-Token"))
                        ? buy(buyer, key)
                        : new Answer(403, "{'code':'purchase-token-invalid'}");
            case "POST /api/wallet/top-ups" -> new Answer(200, "{}");
            case "POST /api/payments" ->
                pay(order(body.get("orderId").asText()), body.get("method").asText());
            case "POST /api/campaigns/7/items/s/purchase-tokens" ->
                token(buyer, body.get("altcha").asText());
            default -> other(call, path);
        };
    }

    /** The solution is 42, and its salt tells whose it is. */
    private static Answer challenge(String buyer) {
        String salt = "salt?for=" + buyer + "&";
        try {
            String challenge = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest((salt + 42).getBytes(UTF_8)));
            return new Answer(
                    200,
                    "{'algorithm':'SHA-256','challenge':'%s','maxnumber':1000,'salt':'%s','signature':'s'}"
                            .formatted(challenge, salt));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer token(String buyer, String altcha) {
        if (Instant.now().isBefore(startsAt)) {
            return new Answer(425, "{'code':'not-open-yet'}");
        }
        String solution = new String(Base64.getDecoder().decode(altcha), UTF_8);
        if (!solution.contains("\"number\":42,") || !solution.contains("for=" + buyer + "&")) {
            return new Answer(403, "{'code':'challenge-invalid'}");
        }
        String token = "token-" + tokens.size();
        tokens.add(token);
        return new Answer(201, "{'token':'%s'}".formatted(token));
    }

    private Answer other(String call, List<String> path) {
        if (call.startsWith("POST /cashier/")) {
            order(path.get(2)).status = "FULFILLED";
            return new Answer(200, "paid");
        }
        Order order = order(path.get(3));
        if (call.endsWith("/refund")) {
            order.status = "REFUNDED";
            return new Answer(202, order.text());
        }
        return new Answer(200, order.text());
    }

    private Answer buy(String buyer, String key) {
        if (hiccups-- > 0) {
            return new Answer(503, "{'code':'busy'}");
        }
        Order known = forgetful ? null : orderByKey.get(key);
        if (known != null) {
            return new Answer(202, known.text());
        }
        if (free == 0) {
            return new Answer(409, "{'code':'sold-out'}");
        }
        if (!forgetful && !buyers.add(buyer)) {
            return new Answer(409, "{'code':'limit-reached'}");
        }
        free--;
        Order order =
                new Order(Integer.toString(orders.size() + 1), Instant.now().plus(TIME_TO_PAY));
        orders.put(order.id, order);
        orderByKey.put(key, order);
        return new Answer(202, order.text());
    }

    private Answer pay(Order order, String method) {
        if (!order.status.equals("PENDING_PAYMENT")) {
            return new Answer(409, "{'code':'order-not-payable'}");
        }
        if (method.equals("PROVIDER")) {
            order.payBefore = Instant.MAX;
            return new Answer(201, "{'payUrl':'%s/cashier/%s'}".formatted(url(), order.id));
        }
        order.status = "FULFILLED";
        return new Answer(201, "{'payUrl':null}");
    }

    private void expire(Order order) {
        if (order.status.equals("PENDING_PAYMENT") && order.payBefore.isBefore(Instant.now())) {
            order.status = "CANCELLED";
            free++;
        }
    }

    private Order order(String id) {
        Order order = orders.get(id);
        if (order == null) {
            throw new IllegalStateException("no order " + id);
        }
        return order;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Answer(int status, String body) {}

    private static final class Order {
        private final String id;
        private final List<String> history = new ArrayList<>(List.of("{}"));
        private String status = "PENDING_PAYMENT";
        private Instant payBefore;

        Order(String id, Instant payBefore) {
            this.id = id;
            this.payBefore = payBefore;
        }

        String text() {
            return "{'orderId':'%s','status':'%s','amount':{'amount':990,'currency':'CNY'},'history':%s}"
                    .formatted(id, status, history);
        }
    }
}
