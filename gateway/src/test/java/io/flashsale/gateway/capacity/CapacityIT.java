package io.flashsale.gateway.capacity;

import static io.flashsale.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.csp.sentinel.log.LogBase;
import io.flashsale.gateway.AccessToken;
import io.flashsale.gateway.RunningGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;

class CapacityIT extends RunningGateway {

    private final CapacityProperties properties;
    private JsonNode flow = JSON.createArrayNode();
    private JsonNode circuits = JSON.createArrayNode();

    @Autowired
    CapacityIT(CapacityProperties properties) {
        this.properties = properties;
    }

    @BeforeEach
    void rememberTheRules() {
        JsonNode limits =
                JSON.readTree(send(request("/api/admin/limits", OPERATOR)).body());
        flow = limits.path("flow");
        circuits = limits.path("circuits");
    }

    @AfterEach
    void restoreTheRules() {
        assertThat(limit(limits -> limits.set("flow", flow).set("circuits", circuits))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersARealTooManyRequests() {
        inForce("""
            [{"resource":"buying","count":1,"intervalSec":3600}]\
            """);
        assertThat(send(order(AccessToken.shopper("b-1"), "k-1", "c1", "s1")).statusCode())
                .isEqualTo(202);

        HttpResponse<String> blocked = send(order(AccessToken.shopper("b-2"), "b-2", "k-2", "c1", "s1"));

        assertProblem(blocked, 429, "too-many-requests");
        assertThat(header(blocked, "Retry-After")).isEqualTo("1");
        assertThat(UPSTREAM.seen()).hasSize(1);
    }

    @Test
    void limitsBuyingWithoutLimitingTheListOfOrders() {
        inForce("""
            [{"resource":"buying","count":0,"intervalSec":1}]\
            """);

        assertProblem(send(order(AccessToken.shopper("b-1"), "k-1", "c1", "s1")), 429, "too-many-requests");
        assertThat(send(request("/api/orders", AccessToken.shopper("b-1"))).statusCode())
                .isEqualTo(202);
    }

    @Test
    void limitsLoggingIn() {
        inForce("""
            [{"resource":"login","count":0,"intervalSec":1}]\
            """);

        assertProblem(
                send(request("/api/dev/login")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"subject\":\"b-1\",\"role\":\"SHOPPER\"}"))),
                429,
                "too-many-requests");
    }

    @Test
    void aSpoofedForwardedAddressEvadesNoLimit() {
        inForce("""
            [{"resource":"campaigns","count":2,"intervalSec":3600,"paramItem":{"parseStrategy":0}}]\
            """);

        for (int i = 0; i < 2; i++) {
            assertThat(send(request("/api/campaigns/17").header("X-Forwarded-For", "10.0.0." + i + ", 203.0.113.9"))
                            .statusCode())
                    .isEqualTo(202);
        }
        assertProblem(
                send(request("/api/campaigns/17").header("X-Forwarded-For", "10.0.0.9, 203.0.113.9")),
                429,
                "too-many-requests");
        assertThat(send(request("/api/campaigns/17").header("X-Forwarded-For", "203.0.113.10"))
                        .statusCode())
                .as("another address is not limited")
                .isEqualTo(202);
    }

    @Test
    void limitsOneBuyerAndNobodyElse() {
        inForce("""
            [{"resource":"orders","count":1,"intervalSec":3600,"paramItem":{"parseStrategy":2,"fieldName":"Buyer"}}]\
            """);

        assertThat(send(request("/api/orders/1", AccessToken.shopper("b-7"))).statusCode())
                .isEqualTo(202);
        assertProblem(
                send(request("/api/orders/1", AccessToken.shopper("b-7")).header("Buyer", "b-8")),
                429,
                "too-many-requests");
        assertThat(send(request("/api/orders/1", AccessToken.shopper("b-8"))).statusCode())
                .isEqualTo(202);
    }

    @Test
    void leavesAServiceAloneThatFails() {
        limit(limits -> limits.set("circuits", JSON.readTree("""
            [{"service":"reward","errorRatio":0.5,"minRequests":3,"openSeconds":30}]\
            """)));

        for (int i = 0; i < 3; i++) {
            assertProblem(send(request("/api/points", AccessToken.shopper("b-1"))), 503, "unavailable");
        }
        HttpResponse<String> alone = send(request("/api/points", AccessToken.shopper("b-1")));

        assertProblem(alone, 503, "unavailable");
        assertThat(alone.body()).contains("left alone");
        assertThat(header(alone, "Retry-After")).isNotNull();
    }

    @Test
    void keepsTheOldRulesWhenTheNewOnesAreWrong() {
        inForce("""
            [{"resource":"buying","count":0,"intervalSec":1}]\
            """);

        HttpResponse<String> refused = limit(limits -> limits.set("flow", JSON.readTree("""
            [{"resource":"no-such-route","count":5,"intervalSec":1}]\
            """)));

        JsonNode problem = assertProblem(refused, 422, "invalid-request");
        assertThat(problem.path("errors").path(0).path("field").stringValue()).isEqualTo("flow[0].resource");
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
        assertThat(limit(limits -> limits.set("flow", JSON.readTree(json))).statusCode())
                .isEqualTo(200);
    }
}
