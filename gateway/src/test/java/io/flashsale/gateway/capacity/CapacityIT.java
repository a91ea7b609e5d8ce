package io.flashsale.gateway.capacity;

import static io.flashsale.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.alibaba.csp.sentinel.log.LogBase;
import io.flashsale.gateway.AccessToken;
import io.flashsale.gateway.RunningGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.ClassUtils;

class CapacityIT extends RunningGateway {

    private final CapacityRules rules;
    private final CapacityProperties properties;

    @Autowired
    CapacityIT(CapacityRules rules, CapacityProperties properties) {
        this.rules = rules;
        this.properties = properties;
    }

    @AfterEach
    void restoreTheRules() {
        rules.load(properties.rules());
    }

    @Test
    void answersARealTooManyRequests() {
        inForce("""
                [{"resource":"buying","count":1,"intervalSec":3600}]""");
        assertThat(send(order(AccessToken.shopper("b-1"), "k-1", "c1", "s1")).statusCode())
                .isEqualTo(202);

        HttpResponse<String> blocked = send(order(AccessToken.shopper("b-2"), "k-2", "c1", "s1"));

        assertProblem(blocked, 429, "too-many-requests");
        assertThat(header(blocked, "Retry-After")).isEqualTo("1");
        assertThat(UPSTREAM.seen()).hasSize(1);
    }

    @Test
    void limitsBuyingWithoutLimitingTheListOfOrders() {
        inForce("""
                [{"resource":"buying","count":0,"intervalSec":1}]""");

        assertProblem(send(order(AccessToken.shopper("b-1"), "k-1", "c1", "s1")), 429, "too-many-requests");
        assertThat(send(request("/api/orders", AccessToken.shopper("b-1"))).statusCode())
                .isEqualTo(202);
    }

    @Test
    void limitsLoggingIn() {
        inForce("""
                [{"resource":"login","count":0,"intervalSec":1}]""");

        assertProblem(
                send(request("/api/dev/login")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"subject\":\"b-1\",\"role\":\"SHOPPER\"}"))),
                429,
                "too-many-requests");
    }

    @Test
    void limitsOneAddressWhateverItClaimsToBe() {
        inForce("""
                [{"resource":"campaigns","count":2,"intervalSec":3600,"paramItem":{"parseStrategy":0}}]""");

        for (int i = 0; i < 2; i++) {
            assertThat(send(request("/api/campaigns").header("X-Forwarded-For", "10.0.0." + i))
                            .statusCode())
                    .isEqualTo(202);
        }
        assertProblem(send(request("/api/campaigns").header("X-Forwarded-For", "10.0.0.9")), 429, "too-many-requests");
    }

    @Test
    void keepsTheOldRulesWhenTheNewOnesAreWrong() {
        inForce("""
                [{"resource":"buying","count":0,"intervalSec":1}]""");

        assertThatIllegalStateException().isThrownBy(() -> inForce("""
                        [{"resource":"no-such-route","count":5,"intervalSec":1}]"""));
        assertProblem(send(order(AccessToken.shopper("b-1"), "k-1", "c1", "s1")), 429, "too-many-requests");
    }

    @Test
    void keepsItsFilesWhereTheyBelongAndOpensNoCommandPort() {
        assertThat(Path.of(LogBase.getLogBaseDir())).isEqualTo(properties.directory());
        assertThat(System.getProperty("EAGLEEYE.LOG.PATH"))
                .isEqualTo(properties.directory().toString());
        assertThat(Files.isDirectory(properties.directory())).isTrue();
        assertThat(ClassUtils.isPresent("com.alibaba.csp.sentinel.transport.CommandCenter", null))
                .isFalse();
    }

    private void inForce(String json) {
        rules.load(new ByteArrayResource(json.getBytes(StandardCharsets.UTF_8)));
    }
}
