package io.flashsale.gateway.routing;

import static io.flashsale.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.gateway.AccessToken;
import io.flashsale.gateway.RunningGateway;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The gateway of this test takes 16 ordinary connections per service, 20 waiting ones, and a second for an answer. */
class WaitingRoutesIT extends RunningGateway {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PLACES = 20;

    @Test
    void letsAWaitLastLongerThanAnOrdinaryAnswerMayTake() {
        CompletableFuture<HttpResponse<String>> waiting = waitFor("17");
        await().atMost(PATIENCE).until(() -> UPSTREAM.seen().size() == 1);

        assertProblem(send(request("/api/orders/never", AccessToken.shopper("b-1"))), 504, "gateway-timeout");
        assertThat(waiting).isNotDone();
        UPSTREAM.happen(1);

        assertThat(waiting.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .join()
                        .statusCode())
                .isEqualTo(202);
        assertThat(UPSTREAM.seen().getFirst().header("If-None-Match")).hasValue("W/\"1-PENDING_PAYMENT\"");
    }

    @Test
    void keepsConnectionsForEverybodyElseHoweverManyWait() {
        List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.range(0, PLACES)
                .mapToObj(i -> waitFor(Integer.toString(i)))
                .toList();
        await().atMost(PATIENCE).until(() -> UPSTREAM.seen().size() == PLACES);

        assertThat(send(request("/api/orders/99", AccessToken.shopper("b-1"))).statusCode())
                .isEqualTo(202);
        HttpResponse<String> oneTooMany = waitFor("100").join();
        assertProblem(oneTooMany, 503, "unavailable");
        assertThat(header(oneTooMany, "Retry-After")).isEqualTo("1");

        UPSTREAM.happen(PLACES);
        assertThat(waiting)
                .allSatisfy(answer -> assertThat(answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                                .join()
                                .statusCode())
                        .isEqualTo(202));
    }

    @Test
    void handsEventsOnAsTheyCome() throws Exception {
        try (Stream<String> lines = CLIENT.send(
                        request("/api/orders/17/events", AccessToken.shopper("b-1"))
                                .header("Accept", "text/event-stream")
                                .header("Last-Event-ID", "1-PENDING_PAYMENT")
                                .build(),
                        HttpResponse.BodyHandlers.ofLines())
                .body()) {
            var events = lines.filter(line -> !line.isEmpty()).iterator();
            assertThat(events.next()).isEqualTo("data: first");

            assertProblem(send(request("/api/orders/never", AccessToken.shopper("b-1"))), 504, "gateway-timeout");
            UPSTREAM.happen(1);

            assertThat(events.next()).isEqualTo("data: second");
            assertThat(events.hasNext()).isFalse();
        }
        assertThat(UPSTREAM.seen().getFirst().header("Last-Event-ID")).hasValue("1-PENDING_PAYMENT");
    }

    @Test
    void letsNobodyWaitWithoutALogin() {
        assertProblem(send(request("/api/orders/17?wait=20")), 401, "unauthenticated");
        assertProblem(send(request("/api/orders/17/events")), 401, "unauthenticated");
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    private CompletableFuture<HttpResponse<String>> waitFor(String id) {
        return CLIENT.sendAsync(
                request("/api/orders/" + id + "?wait=20", AccessToken.shopper("b-1"))
                        .header("If-None-Match", "W/\"1-PENDING_PAYMENT\"")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
