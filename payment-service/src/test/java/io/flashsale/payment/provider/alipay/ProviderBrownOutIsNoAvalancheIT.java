package io.flashsale.payment.provider.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.payment.provider.PaymentProvider.TradeState;
import io.flashsale.payment.provider.ProviderUnavailable;
import io.flashsale.testing.Middleware;
import io.flashsale.testing.ServiceProcess;
import io.flashsale.testing.TestSecrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A provider that answers badly is asked again seldom, and one that does not answer at all hardly ever; by its own count. */
class ProviderBrownOutIsNoAvalancheIT {

    private static final int CALLS = 500;

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Middleware.freePort();
    private final ServiceProcess simulator = ServiceProcess.of("infra/provider-simulator")
            .port(port)
            .with("FLASHSALE_PROVIDER_PORT", Integer.toString(port))
            .with(
                    "FLASHSALE_PROVIDER_BOOKS",
                    Path.of("target", "provider-books-" + UUID.randomUUID() + ".jsonl")
                            .toString())
            .healthPath("/health")
            .start();
    private AlipayProvider provider;

    @BeforeEach
    void connect() {
        provider = new AlipayProvider(
                new AlipayProperties(
                        URI.create(simulator.url()),
                        "2026000100000001",
                        "2088000000000001",
                        TestSecrets.PROVIDER_MERCHANT_PRIVATE_KEY,
                        TestSecrets.PROVIDER_PUBLIC_KEY,
                        URI.create("http://127.0.0.1:1/notifications"),
                        Duration.ofMinutes(5)),
                json,
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void repetitionsStayAFifthOfTheCallsWhileEverySecondRequestFails() {
        plan("brown-out", 10 * CALLS);

        int unanswered = ask(CALLS);

        JsonNode counts = counts();
        long repetitions = counts.path("requests").asLong() - CALLS;
        System.out.printf(
                "Brown-out: %d calls, %s at the provider, %d repeated, %d unanswered%n",
                CALLS, counts, repetitions, unanswered);
        assertThat(counts.path("failed").asLong()).isGreaterThan(CALLS / 3);
        assertThat(repetitions).isBetween(CALLS / 10L, CALLS / 5L + 10);
        assertThat(unanswered).isLessThan(CALLS / 2);
    }

    @Test
    void aProviderThatFailsAlwaysIsLeftAlone() {
        plan("fail-request", 10 * CALLS);

        int unanswered = ask(CALLS);

        JsonNode counts = counts();
        System.out.printf("Black-out: %d calls, %s at the provider%n", CALLS, counts);
        assertThat(unanswered).isEqualTo(CALLS);
        assertThat(counts.path("requests").asLong()).isLessThan(CALLS / 5);

        plan("fail-request", 0);
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreException(ProviderUnavailable.class)
                .until(() -> provider.query("nobodys") instanceof TradeState.Unknown);
    }

    private int ask(int times) {
        int unanswered = 0;
        for (int i = 0; i < times; i++) {
            try {
                assertThat(provider.query("nobodys")).isInstanceOf(TradeState.Unknown.class);
            } catch (ProviderUnavailable e) {
                unanswered++;
            }
        }
        return unanswered;
    }

    private void plan(String fault, int times) {
        send(HttpRequest.newBuilder(URI.create(simulator.url() + "/faults/" + fault + "/" + times))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private JsonNode counts() {
        return json.readTree(send(HttpRequest.newBuilder(URI.create(simulator.url() + "/requests"))
                .build()));
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
