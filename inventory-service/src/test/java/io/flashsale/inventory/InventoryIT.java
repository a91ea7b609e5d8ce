package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.inventory.application.Change;
import io.flashsale.inventory.application.ReleaseStock;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.testing.Middleware;
import io.flashsale.testing.MiddlewareProperties;
import io.flashsale.web.Caller;
import io.flashsale.web.InternalTokens;
import io.flashsale.web.Role;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running service with its real middleware, and the words the tests tell their stories in. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"flashsale.inventory.repair-gates=false", "flashsale.inventory.reconciliation.every=1h"})
@Import(SeenRejections.class)
@Tag("integration")
public abstract class InventoryIT {
    /** Where order-service would be. */
    protected static final int ORDER_SERVICE = Middleware.freePort();

    protected static final Duration SOON = Duration.ofSeconds(20);

    @LocalServerPort
    private int port;

    @Autowired
    protected InternalTokens tokens;

    @Autowired
    protected JsonMapper json;

    @Autowired
    protected JdbcClient sql;

    @Autowired
    protected RedissonClient redis;

    @Autowired
    protected ReleaseStock releaseStock;

    @Autowired
    protected MeterRegistry meters;

    /** The work of this instance in the background; while it is stopped, the instance only answers. */
    @Autowired
    @Qualifier("heartbeats") protected SmartLifecycle heartbeats;

    private final HttpClient http = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void middleware(DynamicPropertyRegistry registry) {
        MiddlewareProperties.into(registry)
                .database("inventory")
                .redis()
                .rocketMq()
                .seata()
                .with("SERVER_PORT", "0")
                .with("FLASHSALE_ORDER_URL", "http://127.0.0.1:" + ORDER_SERVICE)
                .with("flashsale.inventory.journal-take-over-after", "500ms");
    }

    /** An answer over HTTP. */
    public record Answer(int status, HttpResponse<String> http, JsonNode body) {
        public String code() {
            return body.path("code").asString("");
        }
    }

    protected Answer call(Role role, String method, String path, @Nullable Object body, String... headers) {
        return callAs(new Caller("tester", role), method, path, body, headers);
    }

    protected Answer callAs(Caller caller, String method, String path, @Nullable Object body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + tokens.issue(caller))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
        if (headers.length > 0) request.headers(headers);
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response,
                    json.readTree(response.body().isEmpty() ? "null" : response.body()));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A campaign with one item, and how to buy it. */
    public final class Sale {
        public final String id;
        public final long itemId;
        public final String sku = "phone";

        Sale(String id) {
            this.id = id;
            this.itemId = sql.sql("SELECT id FROM campaign_item WHERE campaign_id = ?")
                    .param(id)
                    .query(Long.class)
                    .single();
        }

        public Sale step(String verb) {
            Answer answer = call(Role.OPERATOR, "POST", "/api/admin/campaigns/" + id + "/" + verb, null);
            assertThat(answer.status()).as("%s: %s", verb, answer.body()).isEqualTo(200);
            return this;
        }

        public String path(String rest) {
            return "/internal/campaigns/" + id + "/items/" + sku + rest;
        }

        public Answer batch(String batchId, List<Map<String, Object>> attempts) {
            return call(Role.SERVICE, "PUT", path("/batches/" + batchId), Map.of("attempts", attempts));
        }

        public Answer seal(String batchId) {
            return call(Role.SERVICE, "POST", path("/batches/" + batchId + "/seal"), null);
        }

        /** One attempt in a batch of its own; its verdict. */
        public JsonNode attempt(Map<String, Object> attempt) {
            Answer answer = batch(newId(), List.of(attempt));
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
            return answer.body().path("verdicts").path(0);
        }

        /** Buys one unit for a buyer, with a new key; the outcome. */
        public String buy(String buyer) {
            return outcome(attempt(wish(newId(), buyer, newId(), 1)));
        }

        /** Buys and waits until the ledger has it; the order id. */
        public String bought(String buyer, int quantity) {
            String order = newId();
            assertThat(outcome(attempt(wish(order, buyer, newId(), quantity)))).isEqualTo("ADMITTED");
            awaitReservation(order, "HELD");
            return order;
        }

        public RMap<String, String> stock() {
            return redis.getMap("fs:inv:stock:" + tag(), StringCodec.INSTANCE);
        }

        public String tag() {
            return "{c" + id + ".i" + itemId + "}";
        }

        public int gateAvailable() {
            return Integer.parseInt(String.valueOf(stock().get("available")));
        }

        public Ledger ledger() {
            return sql.sql("SELECT total, held, sold FROM campaign_item WHERE id = ?")
                    .param(itemId)
                    .query(Ledger.class)
                    .single();
        }

        public void awaitLedger(int held, int sold) {
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(ledger().held()).as("held").isEqualTo(held);
                assertThat(ledger().sold()).as("sold").isEqualTo(sold);
            });
        }

        public int reservations(String status) {
            return sql.sql("SELECT COUNT(*) FROM reservation WHERE item_id = ? AND status = ?")
                    .param(itemId)
                    .param(status)
                    .query(Integer.class)
                    .single();
        }

        /** Ids of the orders whose reservation has this status. */
        public List<String> orders(String status) {
            return sql.sql("SELECT order_id FROM reservation WHERE item_id = ? AND status = ?")
                    .param(itemId)
                    .param(status)
                    .query((row, number) -> row.getString(1))
                    .list();
        }

        public ItemRef ref() {
            return new ItemRef(Long.parseLong(id), itemId);
        }

        public void awaitGate(int available) {
            await().atMost(SOON).untilAsserted(() -> assertThat(gateAvailable()).isEqualTo(available));
        }
    }

    public record Ledger(int total, int held, int sold) {}

    protected static String outcome(JsonNode verdict) {
        return verdict.path("outcome").asString("");
    }

    protected static String newId() {
        return UUID.randomUUID().toString();
    }

    protected static Map<String, Object> wish(String order, String buyer, String key, int quantity) {
        return Map.of(
                "orderId", order,
                "buyerId", buyer,
                "idempotencyKey", key,
                "bodyHash", "body-of-" + quantity,
                "quantity", quantity);
    }

    protected static List<Map<String, Object>> wishes(int count) {
        List<Map<String, Object>> wishes = new ArrayList<>();
        for (int i = 0; i < count; i++) wishes.add(wish(newId(), newId(), newId(), 1));
        return wishes;
    }

    protected Change release(String order) {
        return releaseStock.release(order);
    }

    protected void awaitReservation(String order, String status) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(sql.sql("SELECT status FROM reservation WHERE order_id = ?")
                                .param(order)
                                .query(String.class)
                                .optional())
                        .contains(status));
    }

    protected int entries(String order, String kind) {
        return sql.sql("SELECT COUNT(*) FROM ledger_entry WHERE order_id = ? AND kind = ?")
                .param(order)
                .param(kind)
                .query(Integer.class)
                .single();
    }

    protected Sale draft(int total, int limit, Instant startsAt, Instant endsAt) {
        Answer created = call(
                Role.OPERATOR,
                "POST",
                "/api/admin/campaigns",
                Map.of(
                        "name", "Sale",
                        "startsAt", startsAt.toString(),
                        "endsAt", endsAt.toString(),
                        "payWithinSeconds", 60,
                        "items",
                                List.of(Map.of(
                                        "sku",
                                        "phone",
                                        "name",
                                        "Phone",
                                        "salePrice",
                                        Map.of("amount", 990, "currency", "CNY"),
                                        "listPrice",
                                        Map.of("amount", 1990, "currency", "CNY"),
                                        "total",
                                        total,
                                        "perBuyerLimit",
                                        limit))));
        assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
        return new Sale(created.body().path("id").asString());
    }

    protected Sale openSale(int total, int limit) {
        Instant now = Instant.now();
        return draft(total, limit, now.minusSeconds(60), now.plusSeconds(3600))
                .step("schedule")
                .step("warm-up")
                .step("open");
    }
}
