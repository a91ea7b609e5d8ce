package io.flashsale.gateway.entry;

import static io.flashsale.gateway.ProblemAssert.assertProblem;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.gateway.AccessToken;
import io.flashsale.gateway.RunningGateway;
import io.flashsale.gateway.store.EdgeRedis;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What nobody who wants to buy would send. */
class HostileRequestsIT extends RunningGateway {

    private static final int SLOW_CONNECTIONS = 200;
    private static final int ONE_MEGABYTE = 1024 * 1024;

    private final EdgeRedis redis;

    @Autowired
    HostileRequestsIT(EdgeRedis redis) {
        this.redis = redis;
    }

    @Test
    void refusesTenThousandHeaders() throws IOException {
        String headers =
                IntStream.range(0, 10_000).mapToObj(i -> "X-" + i + ": 1\r\n").collect(Collectors.joining());

        String answer = ask("GET /api/campaigns/17 HTTP/1.1\r\nHost: gateway\r\n" + headers + "\r\n");

        // Whoever goes on sending may be cut off before the answer is read.
        assertThat(answer).matches("(?s)|HTTP/1.1 (413|431) .*");
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    @Test
    void refusesABodyOfOneMegabyteBeforeItIsSent() throws IOException {
        String answer = ask("POST /api/orders HTTP/1.1\r\nHost: gateway\r\nContent-Length: " + ONE_MEGABYTE
                + "\r\nContent-Type: application/json\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"code\":\"payload-too-large\"");
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    @Test
    void refusesABodyOfOneMegabyteThatHidesItsLength() {
        HttpResponse<String> response = send(request("/api/orders", AccessToken.shopper("b-1"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[ONE_MEGABYTE]))));

        assertProblem(response, 413, "payload-too-large");
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/campaigns/17 HTTP/1.1\r\nHost: gateway\r\nX-Slow: ",
                "POST /api/orders HTTP/1.1\r\nHost: gateway\r\nContent-Length: 4000\r\n\r\n"
            })
    void closesConnectionsThatSendAByteAtATimeAndServesPeopleMeanwhile(String beginning) throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW_CONNECTIONS; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
                socket.setSoTimeout(1);
                socket.getOutputStream().write(beginning.getBytes(US_ASCII));
                slow.add(socket);
            }

            await().atMost(Duration.ofSeconds(6))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        assertThat(send(request("/api/orders/1", AccessToken.shopper("b-1"))
                                                .timeout(Duration.ofSeconds(2)))
                                        .statusCode())
                                .isEqualTo(202);
                        return slow.stream().allMatch(HostileRequestsIT::isClosedAfterOneMoreByte);
                    });
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void leavesAConnectionAloneThatKeepsItsPace() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(5_000);
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream()
                        .write("GET /assets/shared/icon.svg HTTP/1.1\r\nHost: gateway\r\n\r\n".getBytes(US_ASCII));
                byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
                assertThat(new String(status, US_ASCII)).isEqualTo("HTTP/1.1 200");
                long read = System.nanoTime();
                await().pollDelay(Duration.ofMillis(700)).until(() -> System.nanoTime() - read > 0);
                int left = socket.getInputStream().available();
                socket.getInputStream().skipNBytes(left);
            }
        }
    }

    /** Each stays far below a buyer's own quota; what they share is the network they come from. */
    @Test
    void fiveThousandIdentitiesOfOneNetworkGetNoMoreThanTheNetworkMayHave() {
        await().atMost(Duration.ofSeconds(20)).until(redis::isUsable);
        JsonNode quotas = JSON.readTree(
                        send(request("/api/admin/limits", OPERATOR)).body())
                .path("quotas");
        limit(limits -> limits.withObject("quotas")
                .withObject("network")
                .put("requests", 600)
                .put("seconds", 60));
        long begun = System.nanoTime();
        try {
            Map<Integer, Long> answers = identities(i -> "10.77.66." + i % 250);

            long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds() + 1;
            assertThat(answers).containsOnlyKeys(200, 429);
            // 600 at once and 10 more each second.
            assertThat(answers.get(200)).isBetween(600L, 600 + 10 * seconds);
        } finally {
            limit(limits -> limits.set("quotas", quotas));
        }
    }

    /** No quota knows them as one; each has to work for its purchase token. */
    @Test
    void fiveThousandIdentitiesOfAsManyNetworksAreAskedForTheirOwnProofOfWork() {
        assertThat(identities(i -> "11." + (i >> 8) + "." + (i & 255) + ".1")).containsOnlyKeys(200);
        live("OPEN", Duration.ofMinutes(-5), false);
        assertProblem(
                send(request("/api/campaigns/c1/items/s1/purchase-tokens", AccessToken.shopper("b-one-of-5000"))
                        .header("Device-Id", DEVICE)
                        .POST(BodyPublishers.ofString("{}"))),
                403,
                "challenge-invalid");
    }

    private Map<Integer, Long> identities(IntFunction<String> address) {
        return IntStream.range(0, 5_000)
                .parallel()
                .mapToObj(i -> send(request("/api/challenges", AccessToken.shopper("b-one-of-many-" + i))
                                .header("X-Forwarded-For", address.apply(i))
                                .POST(BodyPublishers.ofString("{\"campaignId\":\"c1\",\"sku\":\"s1\"}")))
                        .statusCode())
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
    }

    private static boolean isClosedAfterOneMoreByte(Socket socket) {
        try {
            socket.getOutputStream().write('1');
            while (socket.getInputStream().read() >= 0) {
                // The answer, if there is one, does not matter; its end does.
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String ask(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            try {
                socket.getOutputStream().write(request.getBytes(US_ASCII));
            } catch (SocketException e) {
                // It has heard enough and answered.
            }
            byte[] answer = new byte[2_000];
            try {
                int read = socket.getInputStream().read(answer);
                return new String(answer, 0, Math.max(0, read), US_ASCII);
            } catch (SocketException e) {
                return "";
            }
        }
    }
}
