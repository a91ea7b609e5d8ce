package io.flashsale.gateway.identity;

import static io.flashsale.gateway.ProblemAssert.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.sun.net.httpserver.HttpServer;
import io.flashsale.gateway.AccessToken;
import io.flashsale.gateway.RunningGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** A gateway that believes the tokens of an OpenID provider. */
@Order(Integer.MAX_VALUE)
class ProviderKeysIT extends RunningGateway {

    private static final AtomicInteger LOOKS = new AtomicInteger();

    private static ConfigurableApplicationContext gateway;

    @BeforeAll
    static void startBehindAProvider(@Autowired Environment environment) throws IOException {
        HttpServer provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/keys", exchange -> {
            try (exchange) {
                LOOKS.incrementAndGet();
                byte[] keys = AccessToken.keySet().getBytes(UTF_8);
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
            }
        });
        provider.start();
        gateway = startAnother(
                environment,
                Map.of(
                        "flashsale.gateway.identity.jwk-set-uri",
                        "http://127.0.0.1:" + provider.getAddress().getPort() + "/keys"));
    }

    @Test
    void aFloodOfInventedKeyIdsFetchesTheKeysOnce() {
        int before = LOOKS.get();

        IntStream.range(0, 500).parallel().forEach(i -> {
            String invented =
                    AccessToken.signed(JWSAlgorithm.RS256, UUID.randomUUID().toString(), claims -> {});
            assertProblem(orders(invented), 401, "unauthenticated");
        });

        // Twice if ten seconds passed meanwhile, once for each beginning ten more.
        assertThat(LOOKS.get() - before).isBetween(0, 3);
        assertThat(orders(AccessToken.shopper("b-1")).statusCode()).isEqualTo(202);
        assertThat(UPSTREAM.seen()).hasSize(1);
    }

    private static HttpResponse<String> orders(String token) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + portOf(gateway) + "/api/orders"))
                .header("Authorization", "Bearer " + token));
    }
}
