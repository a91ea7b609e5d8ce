package io.flashsale.gateway.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.gateway.AccessToken;
import io.flashsale.gateway.RunningGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A refusal must not cost the next request of the same connection its answer. */
class KeepAliveIT extends RunningGateway {

    private static final int CONNECTIONS = 4;
    private static final int ROUNDS = 400;

    @Test
    void answersEveryRequestThatFollowsARefusal() throws Exception {
        List<Future<Integer>> connections = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(clients.submit(this::talk));
            }
        }
        for (Future<Integer> answered : connections) {
            assertThat(answered.get()).isEqualTo(ROUNDS);
        }
    }

    @Test
    void readsOnAfterRequestsThatCameTogether() throws IOException {
        for (int round = 0; round < ROUNDS / 4; round++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
                socket.setSoTimeout(5_000);
                // The first is answered by a service, which takes a moment; the second at once.
                String both = plain("/api/orders/1") + plain("/nowhere");
                socket.getOutputStream().write(both.getBytes(StandardCharsets.US_ASCII));
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                awaitStatusLines(answers, 2);
                socket.getOutputStream().write(plain("/nowhere").getBytes(StandardCharsets.US_ASCII));
                awaitStatusLines(answers, 1);
            }
        }
    }

    private static String plain(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: shop\r\nUser-Agent: test\r\nAuthorization: Bearer "
                + AccessToken.shopper("b-1") + "\r\n\r\n";
    }

    private static void awaitStatusLines(BufferedReader answers, int count) throws IOException {
        for (int seen = 0; seen < count; ) {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("The gateway closed the connection");
            }
            // A body without a line break may come right before the next answer.
            if (line.contains("HTTP/1.1 ")) {
                seen++;
            }
        }
    }

    private int talk() throws IOException, InterruptedException {
        String token = AccessToken.shopper("b-1");
        int answered = 0;
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(status(client, request("/nowhere", token))).isEqualTo(404);
                assertThat(status(client, request("/api/orders/1", token))).isEqualTo(202);
                assertThat(status(client, request("/api/admin/campaigns", token)))
                        .isEqualTo(403);
                assertThat(status(client, request("/api/campaigns/17", token))).isEqualTo(202);
                answered++;
            }
        }
        return answered;
    }

    private static int status(HttpClient client, HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
