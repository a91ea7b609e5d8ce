package io.flashsale.gateway.funnel;

import static io.flashsale.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.flashsale.gateway.AccessToken;
import io.flashsale.gateway.RunningGateway;
import io.flashsale.gateway.store.EdgeRedis;
import io.flashsale.gateway.store.EdgeRedisUnavailable;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class FunnelIT extends RunningGateway {

    private static final int MANY = 100_000;

    private final EdgeRedis redis;
    private final Funnel funnel;
    private final String campaign = "c-" + UUID.randomUUID();

    @Autowired
    FunnelIT(EdgeRedis redis, Funnel funnel) {
        this.redis = redis;
        this.funnel = funnel;
    }

    @BeforeEach
    void awaitTheStore() {
        await().atMost(Duration.ofSeconds(20)).until(redis::isUsable);
    }

    @Test
    void followsShoppersFromTheirVisitToTheirOrder() {
        live("OPEN", Duration.ofMinutes(-5), false);
        CampaignFunnel before = read("c1");
        String one = UUID.randomUUID().toString();

        send(request("/api/campaigns/c1").header("Device-Id", one));
        send(request("/api/campaigns/c1").header("Device-Id", one));
        send(request("/api/campaigns/c1").header("Device-Id", UUID.randomUUID().toString()));
        send(order(
                AccessToken.shopper("b-funnel"), "b-funnel", UUID.randomUUID().toString(), "c1", "s1"));
        live("OPEN", Duration.ofMinutes(-5), true);
        assertProblem(
                send(order(
                        AccessToken.shopper("b-funnel"),
                        "b-funnel",
                        UUID.randomUUID().toString(),
                        "c1",
                        "s1")),
                409,
                "sold-out");

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            CampaignFunnel after = read("c1");
            assertThat(after.visitors() - before.visitors()).isEqualTo(2);
            assertThat(after.attempts() - before.attempts()).isEqualTo(2);
            assertThat(after.admitted() - before.admitted()).isEqualTo(1);
            assertThat(after.buyers() - before.buyers()).isEqualTo(1);
            assertThat(after.refusals().getOrDefault("sold-out", 0L)
                            - before.refusals().getOrDefault("sold-out", 0L))
                    .isEqualTo(1);
        });
    }

    @Test
    void operatorsAloneReadIt() {
        assertProblem(send(request("/api/admin/funnels/c1", AccessToken.shopper("ann"))), 403, "forbidden");
        HttpResponse<String> answer = send(request("/api/admin/funnels/" + campaign, OPERATOR));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("attempts").asInt(-1)).isZero();
    }

    /** A set of the same 100,000 takes five megabytes and more. */
    @Test
    void visitorsAreCountedWithinTwoPercentInTwelveKilobytes() {
        IntStream.range(0, MANY).forEach(i -> funnel.visit(campaign, "device-" + i));

        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat((double) read(campaign).visitors()).isCloseTo(MANY, within(0.02 * MANY)));
        assertThat(memory("visitors")).isLessThanOrEqualTo(13_000);

        String exact = "fs:edge:funnel:{" + campaign + "}:exact";
        String[] all = IntStream.range(0, MANY).mapToObj(i -> "device-" + i).toArray(String[]::new);
        for (int first = 0; first < MANY; first += 10_000) {
            String[] some = Arrays.copyOfRange(all, first, first + 10_000);
            ask(commands -> commands.sadd(exact, some));
        }
        assertThat(memory("exact")).isGreaterThan(300L * memory("visitors"));
        ask(commands -> commands.del(exact));
    }

    @Test
    void buyersWithNumbersAreCountedExactly() {
        IntStream.range(0, MANY).forEach(i -> funnel.attempt(campaign, Integer.toString(i * 3), null));

        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
            assertThat(read(campaign).participants()).isEqualTo(MANY);
            assertThat(read(campaign).attempts()).isEqualTo(MANY);
        });
        assertThat(memory("bitmap")).isLessThanOrEqualTo(2L * MANY * 3 / 8);

        funnel.attempt(campaign, "somebody", null);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(read(campaign).participants()).isNull());
    }

    @Test
    void whatWasCountedWhileTheStoreWasAwayIsNotLost() {
        STORE.crash();
        try {
            IntStream.range(0, 500).forEach(i -> funnel.attempt(campaign, "b-" + i, "sold-out"));
        } finally {
            STORE.start();
        }

        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
            assertThat(read(campaign).attempts()).isEqualTo(500);
            assertThat(read(campaign).refusals()).containsEntry("sold-out", 500L);
        });
    }

    /** Ten thousand attempts a second: one call a second to the store, one event every two seconds to whoever watches. */
    @Test
    void theLiveScreenStaysRightWithTenThousandEventsASecondBehindIt() throws IOException, InterruptedException {
        long callsBefore = calls("eval");
        long began = System.nanoTime();
        int seen = 0;
        try (HttpClient http = HttpClient.newHttpClient();
                ScheduledExecutorService crowd = Executors.newScheduledThreadPool(2)) {
            AtomicInteger sent = new AtomicInteger();
            Future<?> rush = crowd.scheduleAtFixedRate(() -> rush(sent), 0, 10, TimeUnit.MILLISECONDS);
            HttpResponse<InputStream> answer = http.send(
                    request("/api/admin/live?campaignId=" + campaign, OPERATOR).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                JsonNode people = JSON.createObjectNode();
                while (people.path("attempts").asInt() < RUSH && seen < 20) {
                    people = next(lines).path("funnel");
                    seen++;
                    assertThat(people.path("attempts").asInt()).isLessThanOrEqualTo(sent.get());
                }
                assertThat(people.path("attempts").asInt()).isEqualTo(RUSH);
                assertThat(people.path("admitted").asInt()).isEqualTo(RUSH / 10);
                assertThat(people.path("refusals").path("sold-out").asInt()).isEqualTo(RUSH - RUSH / 10);
                assertThat(people.path("buyers").asDouble()).isCloseTo(RUSH / 4.0, within(0.02 * RUSH / 4));
            }
            rush.cancel(false);
        }
        double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
        assertThat((double) seen).as("events shown").isLessThanOrEqualTo(seconds / 2 + 1);
        assertThat((double) (calls("eval") - callsBefore))
                .as("calls to the store")
                .isLessThanOrEqualTo(seconds + 2);
    }

    private static final int RUSH = 40_000;

    private void rush(AtomicInteger sent) {
        for (int i = 0; i < 100 && sent.get() < RUSH; i++) {
            int number = sent.getAndIncrement();
            funnel.attempt(campaign, "b-" + number / 4, number % 10 == 0 ? null : "sold-out");
        }
    }

    private CampaignFunnel read(String campaignId) {
        return Objects.requireNonNull(funnel.read(campaignId).block());
    }

    private long memory(String part) {
        return ask(commands -> commands.memoryUsage("fs:edge:funnel:{" + campaign + "}:" + part));
    }

    private long calls(String command) {
        return ask(commands -> commands.info("commandstats"))
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":calls="))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1, line.indexOf(','))))
                .sum();
    }

    /** The gateway gives Redis little time, and rests after it was late; here it may be. */
    private <T> T ask(Function<RedisAsyncCommands<String, String>, CompletionStage<T>> command) {
        return await().atMost(Duration.ofSeconds(20))
                .ignoreException(EdgeRedisUnavailable.class)
                .until(() -> redis.call(command).block(), Objects::nonNull);
    }

    private static JsonNode next(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data:")) {
                return JSON.readTree(line.substring(5));
            }
        }
        throw new AssertionError("the stream ended");
    }
}
