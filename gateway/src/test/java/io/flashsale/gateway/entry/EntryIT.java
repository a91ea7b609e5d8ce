package io.flashsale.gateway.entry;

import static io.flashsale.gateway.ProblemAssert.assertProblem;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.gateway.AccessToken;
import io.flashsale.gateway.RunningGateway;
import io.flashsale.gateway.chain.EdgeFilter;
import io.flashsale.gateway.chain.GatewayChain;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.server.WebFilter;

class EntryIT extends RunningGateway {

    private final List<WebFilter> filters;

    @Autowired
    EntryIT(List<WebFilter> filters) {
        this.filters = filters;
    }

    @Test
    void runsTheChecksInTheOrderOfTheChain() {
        List<GatewayChain> steps = filters.stream()
                .filter(EdgeFilter.class::isInstance)
                .map(filter -> ((EdgeFilter) filter).step())
                .toList();

        assertThat(steps).isEqualTo(Arrays.asList(GatewayChain.values()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/campaigns/live",
                "/internal/orders/1",
                "/api/campaigns/../../internal/campaigns/live",
                "/api/campaigns/..%2f..%2finternal/campaigns/live",
                "/api/campaigns/%2e%2e/%2e%2e/internal/orders/1",
                "/api/campaigns/..;/..;/internal/orders/1",
                "/api/campaigns/..;a=b/..;a=b/internal/orders/1",
                "/api/campaigns//../../internal/orders/1",
                "/api/campaigns/%252e%252e/internal",
                "//internal/orders/1",
                "/;/internal/orders/1",
                "/api/campaigns/..\\..\\internal",
                "/API/../internal/orders/1",
                "http://127.0.0.1/internal/orders/1"
            })
    void neverReachesWhatIsInternal(String target) throws IOException {
        String answer =
                raw("GET " + target + " HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\nAuthorization: Bearer "
                        + AccessToken.genuine("olivia", "OPERATOR") + "\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 (400|404) .*");
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/health", "/actuator/prometheus", "/v3/api-docs", "/error", "/x"})
    void hasNothingElse(String path) {
        assertProblem(send(request(path)), 404, "not-found");
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    @Test
    void namesTheMethodsThatExist() {
        HttpResponse<String> response = send(request("/api/dev/login"));

        assertProblem(response, 405, "method-not-allowed");
        assertThat(header(response, "Allow")).isEqualTo("POST");
    }

    @Test
    void keepsHealthAndMetricsOnThePortForThem() {
        assertThat(sendAlone(management("/actuator/health")).statusCode()).isEqualTo(200);
        send(request("/x"));
        assertThat(sendAlone(management("/actuator/prometheus")).body())
                .contains("flashsale_gateway_refusals_total{reason=\"not-found\"}");
        assertThat(sendAlone(management("/actuator/gateway/routes")).statusCode())
                .isEqualTo(404);
        assertThat(sendAlone(management("/actuator/env")).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesABodyThatIsAnnouncedTooLarge() {
        HttpResponse<String> response = send(request("/api/orders", AccessToken.shopper("b-1"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[4097])));

        assertProblem(response, 413, "payload-too-large");
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    @Test
    void refusesABodyThatTurnsOutTooLarge() {
        HttpResponse<String> response = send(request("/api/orders", AccessToken.shopper("b-1"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[4097]))));

        assertProblem(response, 413, "payload-too-large");
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    @Test
    void forwardsTheLargestBodyUnchanged() {
        String body = "x".repeat(4096);

        send(request("/api/payments", AccessToken.shopper("b-1")).POST(BodyPublishers.ofString(body)));
        send(request("/api/payments", AccessToken.shopper("b-1"))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(US_ASCII)))));

        assertThat(UPSTREAM.seen())
                .hasSize(2)
                .allSatisfy(seen -> assertThat(seen.body()).isEqualTo(body));
    }

    @Test
    void forwardsABodyThatComesAByteAtATime() {
        String body = "0123456789abc".repeat(231);
        List<byte[]> bytes =
                body.chars().mapToObj(one -> new byte[] {(byte) one}).toList();

        send(request("/api/payments", AccessToken.shopper("b-1")).POST(BodyPublishers.ofByteArrays(bytes)));

        assertThat(UPSTREAM.seen())
                .singleElement()
                .satisfies(seen -> assertThat(seen.body()).isEqualTo(body));
    }

    @Test
    void doesNotWaitForABodyThatNeverComes() throws IOException {
        String answer = raw("POST /api/orders HTTP/1.1\r\nHost: gateway\r\nContent-Length: 10\r\n\r\n{");

        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"code\":\"request-timeout\"");
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    @Test
    void refusesHeadersThatAreTooLarge() {
        HttpResponse<String> response = send(request("/api/campaigns/17").header("X-Long", "x".repeat(9000)));

        assertThat(response.statusCode()).isIn(413, 431);
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    private HttpRequest.Builder management(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort() + path))
                .timeout(Duration.ofSeconds(10));
    }

    /** Sends bytes no HTTP client would send, and reads until the gateway closes. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
