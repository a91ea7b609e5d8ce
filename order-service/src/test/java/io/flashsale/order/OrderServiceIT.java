package io.flashsale.order;

import static org.awaitility.Awaitility.await;

import io.flashsale.middleware.Database;
import io.flashsale.order.admission.ItemKey;
import io.flashsale.order.admission.KnownSale;
import io.flashsale.order.application.ExpiryTrigger;
import io.flashsale.order.application.ExpiryTriggers;
import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.OrderStatus;
import io.flashsale.order.domain.Orders;
import io.flashsale.testing.Middleware;
import io.flashsale.testing.MiddlewareProperties;
import io.flashsale.testing.ServiceProcess;
import io.flashsale.testing.TestSecrets;
import io.flashsale.web.BoundTokens;
import io.flashsale.web.Caller;
import io.flashsale.web.InternalTokens;
import io.flashsale.web.Role;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service on real middleware, one context for all tests: a second one would compete for the messages. The
 * inventory-service beside it is the packaged one; payment- and reward-service are stubs at their HTTP ports.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(OrderServiceIT.Switches.class)
abstract class OrderServiceIT {

    static final StubPeer PAYMENT = new StubPeer();
    static final StubPeer REWARD = new StubPeer();
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What closes unpaid orders. */
    static final Set<ExpiryTrigger> TRIGGERS = Collections.synchronizedSet(EnumSet.allOf(ExpiryTrigger.class));

    static final Database ORDERS = Middleware.mariaDb("orders");
    private static final ServiceProcess INVENTORY = ServiceProcess.of("inventory-service")
            .database(Middleware.mariaDb("inventory"))
            .redis()
            .rocketMq()
            .seata()
            .start();
    static final String DEVICE = "device-of-a-shopper";
    static final BoundTokens PURCHASE_TOKENS = BoundTokens.of(TestSecrets.PURCHASE_TOKEN_KEYS);

    private static final AtomicLong SERIAL = new AtomicLong();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    Orders orders;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    KnownSale sale;

    @Autowired
    InternalTokens tokens;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void middleware(DynamicPropertyRegistry registry) {
        MiddlewareProperties.into(registry)
                .database(ORDERS)
                .rocketMq()
                .seata()
                .edgeRedis()
                .with("FLASHSALE_INVENTORY_URL", INVENTORY.url())
                .with("FLASHSALE_PAYMENT_URL", PAYMENT.url())
                .with("FLASHSALE_REWARD_URL", REWARD.url())
                .with("flashsale.admission.recent-acceptances", "1")
                .with("flashsale.watch.places", "3")
                .with("flashsale.watch.recheck-every", "60s")
                .with("flashsale.watch.heartbeat-every", "200ms")
                .with("flashsale.watch.stream-for", "2s")
                .with("flashsale.refunds.dual-control-above", "1000")
                .with("flashsale.sweeps.stalled-every", "1s")
                .with("flashsale.sweeps.stalled-after", "4s");
    }

    static String inventoryUrl() {
        return INVENTORY.url();
    }

    static String uniqueName(String prefix) {
        return prefix + "-" + SERIAL.incrementAndGet() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    /** An open campaign with one item, its id. */
    Campaign openCampaign(int total, int perBuyerLimit, int payWithinSeconds) {
        Campaign campaign = warmedCampaign(Instant.now().minusSeconds(1), total, perBuyerLimit, payWithinSeconds);
        operate(campaign, "open");
        await().atMost(PATIENCE).until(() -> sale.stateOf(new ItemKey(campaign.id, "phone")) == KnownSale.State.ASK);
        return campaign;
    }

    /** A campaign ready to be opened. */
    Campaign warmedCampaign(Instant startsAt, int total, int perBuyerLimit, int payWithinSeconds) {
        Instant start = startsAt.truncatedTo(ChronoUnit.MILLIS);
        Answer created = send(
                INVENTORY.url(),
                "POST",
                "/api/admin/campaigns",
                new Caller("operator-1", Role.OPERATOR),
                """
                {"name":"test","startsAt":"%s","endsAt":"%s","payWithinSeconds":%d,
                 "items":[{"sku":"phone","name":"Phone",
                   "salePrice":{"amount":990,"currency":"CNY"},"listPrice":{"amount":1990,"currency":"CNY"},
                   "total":%d,"perBuyerLimit":%d}]}""".formatted(start, start.plusSeconds(3600), payWithinSeconds, total, perBuyerLimit),
                UnaryOperator.identity());
        if (created.status != 201) {
            throw new IllegalStateException("no campaign: " + created);
        }
        Campaign campaign = new Campaign(created.body.path("id").asString());
        operate(campaign, "schedule");
        operate(campaign, "warm-up");
        return campaign;
    }

    void operate(Campaign campaign, String step) {
        Answer done = send(
                INVENTORY.url(),
                "POST",
                "/api/admin/campaigns/" + campaign.id + "/" + step,
                new Caller("operator-1", Role.OPERATOR),
                "{}",
                UnaryOperator.identity());
        if (done.status != 200) {
            throw new IllegalStateException(step + ": " + done);
        }
    }

    /** The campaign's only item as operators see it. */
    JsonNode item(Campaign campaign) {
        return send(
                        INVENTORY.url(),
                        "GET",
                        "/api/admin/campaigns/" + campaign.id,
                        new Caller("operator-1", Role.OPERATOR),
                        "",
                        UnaryOperator.identity())
                .body
                .path("items")
                .path(0);
    }

    Answer buy(String buyer, Campaign campaign, int quantity, String key) {
        return buy(
                buyer,
                campaign,
                quantity,
                key,
                purchaseToken(buyer, campaign, Instant.now().plusSeconds(45)));
    }

    Answer buy(String buyer, Campaign campaign, int quantity, String key, String purchaseToken) {
        return send(
                "http://127.0.0.1:" + port,
                "POST",
                "/api/orders",
                new Caller(buyer, Role.SHOPPER),
                """
                {"campaignId":"%s","sku":"phone","quantity":%d}""".formatted(campaign.id, quantity),
                request -> request.header("Idempotency-Key", key)
                        .header("Purchase-Token", purchaseToken)
                        .header("Device-Id", DEVICE));
    }

    /** As the gateway makes it. */
    static String purchaseToken(String buyer, Campaign campaign, Instant validUntil) {
        return PURCHASE_TOKENS.issue(buyer, uniqueName("nonce"), validUntil, campaign.id, "phone", DEVICE);
    }

    Answer asShopper(String buyer, String method, String path) {
        return send(
                "http://127.0.0.1:" + port,
                method,
                path,
                new Caller(buyer, Role.SHOPPER),
                "",
                UnaryOperator.identity());
    }

    Answer asPeer(String method, String path, String body, UnaryOperator<HttpRequest.Builder> more) {
        return send("http://127.0.0.1:" + port, method, path, new Caller("peer", Role.SERVICE), body, more);
    }

    Answer askInventory(String method, String path, String body) {
        return send(INVENTORY.url(), method, path, new Caller("peer", Role.SERVICE), body, UnaryOperator.identity());
    }

    Answer send(
            String base,
            String method,
            String path,
            Caller caller,
            String body,
            UnaryOperator<HttpRequest.Builder> more) {
        HttpRequest request = more.apply(request(base, path, caller)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body)))
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body()),
                    response.headers().firstValue("Retry-After").orElse(""));
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A shopper's request as it leaves the gateway. */
    HttpRequest.Builder requestOf(String buyer, String path) {
        return request("http://127.0.0.1:" + port, path, new Caller(buyer, Role.SHOPPER));
    }

    private HttpRequest.Builder request(String base, String path, Caller caller) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + tokens.issue(caller));
    }

    /** Publishes a message as a peer would. */
    void publish(String topic, String tag, String key, String payload, String eventId) {
        DefaultMQProducer producer = new DefaultMQProducer(uniqueName("test-producer"));
        producer.setNamesrvAddr(Middleware.rocketMq().address());
        try {
            producer.start();
            Message message = new Message(topic, tag, key, payload.getBytes(StandardCharsets.UTF_8));
            message.putUserProperty("eventId", eventId);
            message.putUserProperty("schema", "1");
            producer.send(message);
        } catch (MQClientException | org.apache.rocketmq.remoting.exception.RemotingException e) {
            throw new IllegalStateException(e);
        } catch (org.apache.rocketmq.client.exception.MQBrokerException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            producer.shutdown();
        }
    }

    /** A stored order that waits for payment, unknown to inventory-service. */
    Order storedOrder(Duration payWithin) {
        return storedOrder("none", payWithin);
    }

    Order storedOrder(String campaignId, Duration payWithin) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Order order = Order.placed(
                new OrderId(now.toEpochMilli() * 1000 + SERIAL.incrementAndGet()),
                uniqueName("buyer"),
                campaignId,
                "phone",
                1,
                new Money(990, "CNY"),
                UUID.randomUUID().toString(),
                uniqueName("key"),
                now,
                now.plus(payWithin));
        orders.addMissing(List.of(order));
        return order;
    }

    OrderStatus statusOf(OrderId id) {
        return orders.find(id).orElseThrow().status();
    }

    record Campaign(String id) {}

    /** Lets tests switch triggers while the service runs, and see its spans. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Switches {
        @Bean
        @Primary
        ExpiryTriggers switchableTriggers() {
            return TRIGGERS::contains;
        }

        @Bean
        InMemorySpanExporter seenSpans() {
            return InMemorySpanExporter.create();
        }

        @Bean
        SdkTracerProvider tracerProvider(InMemorySpanExporter seen) {
            return SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(seen))
                    .build();
        }
    }

    record Answer(int status, JsonNode body, String retryAfter) {
        String code() {
            return body.path("code").asString("");
        }

        OrderId orderId() {
            return OrderId.parse(body.path("orderId").asString());
        }
    }
}
