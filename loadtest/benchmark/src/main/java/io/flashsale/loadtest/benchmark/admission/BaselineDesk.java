package io.flashsale.loadtest.benchmark.admission;

import io.flashsale.loadtest.benchmark.sale.Sale;
import io.flashsale.loadtest.benchmark.stack.Surroundings;
import io.flashsale.web.Caller;
import io.flashsale.web.InternalTokens;
import io.flashsale.web.Role;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;

/** Fills the baselines' stock. */
final class BaselineDesk implements AutoCloseable {

    private final Surroundings surroundings;
    private final InternalTokens tokens;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    BaselineDesk(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.tokens = new InternalTokens(InternalTokens.key(surroundings.internalSecret()), Clock.systemUTC());
    }

    void fill(Sale sale, Arm arm) throws InterruptedException {
        String path = "/internal/stock/" + sale.campaign() + "/" + arm.sku();
        HttpRequest request = HttpRequest.newBuilder(
                        surroundings.baselineServer().resolve(path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + tokens.issue(new Caller("benchmark", Role.SERVICE)))
                .PUT(HttpRequest.BodyPublishers.ofString("{\"units\":" + Sale.UNITS + "}"))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException("The baseline server answered " + answer.statusCode() + " to PUT "
                        + path + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException("The baseline server does not answer", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
