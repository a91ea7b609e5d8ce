package io.flashsale.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLNonTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.service.annotation.GetExchange;

/** A service knows its caller, and answers whatever goes wrong with a problem document. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=test-service",
            "flashsale.internal.secret=" + ServiceAnswersIT.SECRET,
            "spring.main.banner-mode=off"
        })
class ServiceAnswersIT {

    static final String SECRET = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private InternalTokens tokens;

    @Autowired
    private PeerClients peers;

    @Test
    void refusesCallersThatDidNotComeThroughTheGateway() throws Exception {
        HttpResponse<String> answer = get("/api/greeting", null);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
        assertThat(answer.body()).contains("\"type\":\"/problems/unauthenticated\"", "\"code\":\"unauthenticated\"");
    }

    @Test
    void refusesTokensThatNobodySigned() throws Exception {
        String unsigned = new PlainJWT(claims(Instant.now().plusSeconds(60), InternalTokens.AUDIENCE)).serialize();

        assertThat(get("/api/greeting", unsigned).statusCode()).isEqualTo(401);
    }

    @Test
    void refusesTokensSignedWithAnotherSecret() throws Exception {
        InternalTokens stranger = new InternalTokens(
                InternalTokens.key("MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI="), Clock.systemUTC());

        assertThat(get("/api/greeting", stranger.issue(new Caller("b-1", Role.SHOPPER)))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesExpiredTokens() throws Exception {
        InternalTokens yesterday = new InternalTokens(
                InternalTokens.key(SECRET), Clock.fixed(Instant.now().minus(Duration.ofDays(1)), ZoneOffset.UTC));

        assertThat(get("/api/greeting", yesterday.issue(new Caller("b-1", Role.SHOPPER)))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesTokensMeantForSomebodyElse() throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256), claims(Instant.now().plusSeconds(60), "somebody-else"));
        token.sign(new MACSigner(InternalTokens.key(SECRET)));

        assertThat(get("/api/greeting", token.serialize()).statusCode()).isEqualTo(401);
    }

    @Test
    void keepsShoppersOutOfInternalAndAdminPaths() throws Exception {
        String shopper = tokens.issue(new Caller("b-1", Role.SHOPPER));

        assertThat(get("/internal/greeting", shopper).statusCode()).isEqualTo(403);
        assertThat(get("/api/admin/greeting", shopper).statusCode()).isEqualTo(403);
        assertThat(get("/api/greeting", shopper).body()).isEqualTo("hello b-1");
    }

    @Test
    void keepsOperatorsOutOfInternalPaths() throws Exception {
        String operator = tokens.issue(new Caller("op", Role.OPERATOR));

        assertThat(get("/internal/greeting", operator).statusCode()).isEqualTo(403);
        assertThat(get("/api/admin/greeting", operator).body()).isEqualTo("hello op");
    }

    @Test
    void asksAnonymousCallersToLogIn() throws Exception {
        String anonymous = tokens.issue(new Caller("anonymous", Role.ANONYMOUS));

        assertThat(get("/api/mine", anonymous).statusCode()).isEqualTo(401);
    }

    @Test
    void namesTheFieldThatIsNotValid() throws Exception {
        HttpResponse<String> answer = post("{\"quantity\": -1}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"code\":\"invalid-request\"", "\"field\":\"quantity\"");
    }

    @Test
    void namesTheFieldOfTheWrongType() throws Exception {
        HttpResponse<String> answer = post("{\"quantity\": \"many\"}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"quantity\"");
    }

    @Test
    void namesTheFieldWithANumberThatDoesNotFit() throws Exception {
        HttpResponse<String> answer = post("{\"quantity\": 99999999999999999999}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"quantity\"");
    }

    @Test
    void refusesBodiesThatAreNotJson() throws Exception {
        HttpResponse<String> answer = post("{quantity");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("malformed-request").doesNotContain("Exception");
    }

    @Test
    void answersUnknownPathsWithAProblem() throws Exception {
        HttpResponse<String> answer = get("/api/nowhere", tokens.issue(new Caller("b-1", Role.SHOPPER)));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"code\":\"not-found\"");
    }

    @Test
    void tellsNobodyHowItFailed() throws Exception {
        HttpResponse<String> answer = get("/api/broken", tokens.issue(new Caller("b-1", Role.SHOPPER)));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("internal-error").doesNotContain("secret detail", "Exception");
    }

    @Test
    void tellsThatAStoreHungUpFromACallerWhoDid() throws Exception {
        HttpResponse<String> answer = get("/api/lost-store", tokens.issue(new Caller("b-1", Role.SHOPPER)));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"unavailable\"");
    }

    @Test
    void answersInOnePieceWithItsLength() throws Exception {
        HttpResponse<String> answer = post("{\"quantity\": 3}");

        assertThat(answer.body()).isEqualTo("{\"quantity\":3}");
        assertThat(answer.headers().firstValueAsLong("Content-Length"))
                .hasValue(answer.body().length());
        assertThat(answer.headers().firstValue("Transfer-Encoding")).isEmpty();
    }

    @Test
    void continuesTheTraceOfTheCaller() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/api/nowhere"))
                .header("Authorization", "Bearer " + tokens.issue(new Caller("b-1", Role.SHOPPER)))
                .header(TraceId.HEADER, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .build();

        assertThat(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .contains("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void tellsARefusalOfAPeerFromItsSilence() {
        Peer peer = peers.create(Peer.class, uri(""));
        assertThat(peer.greeting()).isEqualTo("hello test-service");
        assertThatExceptionOfType(PeerProblem.class)
                .isThrownBy(peer::refusal)
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("conflict"));
        assertThatExceptionOfType(PeerUnavailable.class).isThrownBy(peer::broken);

        Peer nobody = peers.create(Peer.class, URI.create("http://127.0.0.1:1"));
        assertThatExceptionOfType(PeerUnavailable.class).isThrownBy(nobody::greeting);
    }

    private static JWTClaimsSet claims(Instant expiry, String audience) {
        return new JWTClaimsSet.Builder()
                .issuer(InternalTokens.ISSUER)
                .audience(audience)
                .subject("b-1")
                .claim(InternalTokens.ROLE_CLAIM, "SERVICE")
                .expirationTime(Date.from(expiry))
                .build();
    }

    private HttpResponse<String> get(String path, @Nullable String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/api/orders"))
                .header("Authorization", "Bearer " + tokens.issue(new Caller("b-1", Role.SHOPPER)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    interface Peer {
        @GetExchange("/internal/greeting")
        String greeting();

        @GetExchange("/internal/refusal")
        String refusal();

        @GetExchange("/internal/broken")
        String broken();
    }

    @SpringBootApplication
    @Import(TestController.class)
    static class TestApplication {}

    record Purchase(@Positive int quantity) {}

    @RestController
    static class TestController {

        @GetMapping({"/api/greeting", "/api/admin/greeting", "/internal/greeting"})
        String greeting(Caller caller) {
            return "hello " + caller.subject();
        }

        @GetMapping("/api/mine")
        String mine(Caller caller) {
            return caller.require(Role.SHOPPER).subject();
        }

        @PostMapping("/api/orders")
        ResponseEntity<Purchase> order(@Valid @RequestBody Purchase purchase) {
            return ResponseEntity.ok(purchase);
        }

        @GetMapping("/internal/refusal")
        String refusal() {
            throw new ProblemException(CommonProblem.CONFLICT, "No.");
        }

        @GetMapping("/api/lost-store")
        String lostStore() {
            throw new IllegalStateException(new SQLNonTransientConnectionException(
                    "Communications link failure", "08S01", new SocketException("Connection reset by peer")));
        }

        @GetMapping({"/api/broken", "/internal/broken"})
        String broken() {
            throw new IllegalStateException("secret detail");
        }
    }
}
