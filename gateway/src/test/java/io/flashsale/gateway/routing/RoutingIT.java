package io.flashsale.gateway.routing;

import static io.flashsale.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.gateway.AccessToken;
import io.flashsale.gateway.RunningGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class RoutingIT extends RunningGateway {

    @Test
    void forwardsPathAndQueryUnchanged() {
        send(request("/api/orders/17?verbose=%20a", AccessToken.shopper("b-1")));

        assertThat(UPSTREAM.seen()).singleElement().satisfies(seen -> {
            assertThat(seen.method()).isEqualTo("GET");
            assertThat(seen.path()).isEqualTo("/api/orders/17?verbose=%20a");
        });
    }

    @Test
    void forwardsMalformedOrdersSoThatOrderServiceSaysWhatIsWrong() {
        send(request("/api/orders", AccessToken.shopper("b-1"))
                .header("Content-Type", "application/json")
                .header("Purchase-Token", "for what?")
                .POST(BodyPublishers.ofString("{\"campaignId\":")));

        assertThat(UPSTREAM.seen())
                .singleElement()
                .satisfies(seen -> assertThat(seen.body()).isEqualTo("{\"campaignId\":"));
    }

    @Test
    void saysWhenAServiceIsAway() {
        HttpResponse<String> response = send(request("/api/points", AccessToken.shopper("b-1")));

        assertProblem(response, 503, "unavailable");
        assertThat(header(response, "Retry-After")).isEqualTo("1");
    }

    @Test
    void saysWhenAServiceIsLate() {
        HttpResponse<String> response = send(request("/api/orders/never", AccessToken.shopper("b-1")));

        assertProblem(response, 504, "gateway-timeout");
        assertThat(header(response, "Retry-After")).isEqualTo("1");
    }
}
