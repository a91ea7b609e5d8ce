package io.flashsale.gateway.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.gateway.AccessToken;
import io.flashsale.gateway.RunningGateway;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
