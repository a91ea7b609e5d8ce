package io.flashsale.gateway.identity;

import static io.flashsale.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.flashsale.gateway.AccessToken;
import io.flashsale.gateway.RunningGateway;
import io.flashsale.gateway.Upstream.Seen;
import io.flashsale.testing.TestSecrets;
import io.flashsale.web.InternalTokens;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IdentityIT extends RunningGateway {

    private static final List<String> SPOOFED = List.of(
            "X-User-Id",
            "X-User-Roles",
            "X-Internal-Token",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Real-IP",
            "Forwarded",
            "TX_XID",
            "X-Http-Method-Override",
            "X-Original-URL",
            "Proxy-Authorization",
            "Cookie");

    static Stream<Arguments> forgedTokens() {
        return Stream.of(
                Arguments.of("alg none", AccessToken.unsigned()),
                Arguments.of("HS256 with the public key", AccessToken.hmacWithPublicKey()),
                Arguments.of(
                        "expired",
                        AccessToken.signed(claims ->
                                claims.expirationTime(Date.from(Instant.now().minusSeconds(60))))),
                Arguments.of("other audience", AccessToken.signed(claims -> claims.audience("another"))),
                Arguments.of("other issuer", AccessToken.signed(claims -> claims.issuer("another"))),
                Arguments.of("no token at all", "abc"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgedTokens")
    void refusesForgedTokens(String forgery, String token) {
        HttpResponse<String> response = send(request("/api/orders", token));

        assertProblem(response, 401, "unauthenticated");
        assertThat(header(response, "WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    @Test
    void refusesAnInternalTokenFromOutside() {
        String internal =
                send(request("/api/orders", AccessToken.shopper("b-1"))).statusCode() == 202 ? bearer(only()) : "";

        assertProblem(send(request("/api/orders", internal)), 401, "unauthenticated");
        assertThat(UPSTREAM.seen()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/orders", "/api/payments/1", "/api/wallet", "/api/points", "/api/admin/campaigns"})
    void asksForALogin(String path) {
        assertProblem(send(request(path)), 401, "unauthenticated");
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/admin/campaigns",
                "/api/admin/orders/1",
                "/api/admin/inventory/parked-messages",
                "/api/admin/payments/parked-messages",
                "/api/admin/rewards/parked-messages"
            })
    void keepsShoppersOutOfAdministration(String path) {
        assertProblem(send(request(path, AccessToken.shopper("b-1"))), 403, "forbidden");
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SERVICE", "ANONYMOUS", "ROLE_OPERATOR", "ADMIN"})
    void ignoresRolesThatNoOutsiderCanHave(String role) {
        String token = AccessToken.genuine("b-1", role);

        assertProblem(send(request("/api/orders", token)), 403, "forbidden");
        assertProblem(send(request("/api/admin/campaigns", token)), 403, "forbidden");
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    @Test
    void onlyReadingCampaignsNeedsNoLogin() {
        assertThat(send(request("/api/campaigns/17")).statusCode()).isEqualTo(202);
        assertProblem(send(request("/api/campaigns/17").POST(BodyPublishers.noBody())), 401, "unauthenticated");
        assertThat(UPSTREAM.seen()).hasSize(1);
    }

    @Test
    void vouchesForAShopperAndStripsWhatTheShopperClaims() {
        HttpRequest.Builder request =
                request("/api/orders/17", AccessToken.shopper("b-1")).header("Accept-Language", "en");
        SPOOFED.forEach(name -> request.header(name, "spoofed"));

        assertThat(send(request).statusCode()).isEqualTo(202);

        Seen seen = only();
        assertThat(seen.headers().keySet())
                .doesNotContainAnyElementsOf(
                        SPOOFED.stream().map(String::toLowerCase).toList());
        assertThat(seen.headers().toString()).doesNotContain("spoofed");
        assertThat(seen.header("Accept-Language")).hasValue("en");
        assertThat(seen.headers().get("authorization")).hasSize(1);
        assertVouched(seen, "b-1", "SHOPPER");
    }

    @Test
    void stripsIdentityFromAnonymousCallersToo() {
        send(request("/api/campaigns/17").header("X-User-Id", "b-1").header("X-Internal-Role", "SERVICE"));

        assertThat(only().headers()).doesNotContainKeys("x-user-id", "x-internal-role");
        assertVouched(only(), "anonymous", "ANONYMOUS");
    }

    @Test
    void vouchesForTheProviderAsAnonymous() {
        send(request("/api/provider/notifications")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("sign=abc%2B&out_trade_no=1")));

        assertThat(only().body()).isEqualTo("sign=abc%2B&out_trade_no=1");
        assertThat(only().header("Content-Type")).hasValue("application/x-www-form-urlencoded");
        assertVouched(only(), "anonymous", "ANONYMOUS");
    }

    @Test
    void whoHoldsBothRolesIsAnOperatorOnOperatorsRoutesOnly() {
        String token = AccessToken.genuine("olivia", "SHOPPER", "OPERATOR");

        send(request("/api/orders", token));
        send(request("/api/admin/campaigns", token));

        assertThat(UPSTREAM.seen()).hasSize(2);
        assertVouched(UPSTREAM.seen().get(0), "olivia", "SHOPPER");
        assertVouched(UPSTREAM.seen().get(1), "olivia", "OPERATOR");
    }

    @Test
    void continuesATraceAndQuotesItInProblems() {
        String traceId = "0af7651916cd43dd8448eb211c80319c";
        String parent = "00-" + traceId + "-b7ad6b7169203331-01";

        send(request("/api/campaigns/17").header("traceparent", parent));
        JsonNode problem = assertProblem(send(request("/nowhere").header("traceparent", parent)), 404, "not-found");

        assertThat(only().header("traceparent"))
                .hasValueSatisfying(sent ->
                        assertThat(sent).startsWith("00-" + traceId + "-").isNotEqualTo(parent));
        assertThat(problem.path("traceId").stringValue()).isEqualTo(traceId);
    }

    @Test
    void beginsATraceWhenThereIsNoneOrItIsMalformed() {
        send(request("/api/campaigns/17").header("traceparent", "00-nonsense"));

        assertThat(only().header("traceparent"))
                .hasValueSatisfying(sent -> assertThat(sent).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
    }

    @Test
    void logsDevelopersInWithoutAPassword() {
        HttpResponse<String> response = login("""
                {"subject":"b-7","role":"SHOPPER"}""");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode answer = new JsonMapper().readTree(response.body());
        assertThat(Instant.parse(answer.path("expiresAt").stringValue())).isAfter(Instant.now());
        send(request("/api/orders", answer.path("token").stringValue()));
        assertVouched(only(), "b-7", "SHOPPER");
    }

    @Test
    void validatesADevelopersLogin() {
        JsonNode problem = assertProblem(login("""
                {"subject":"","role":"SERVICE"}"""), 422, "invalid-request");

        assertThat(problem.path("errors")
                        .valueStream()
                        .map(error -> error.path("field").stringValue()))
                .containsExactly("subject", "role");
        assertProblem(login("{"), 400, "malformed-request");
        assertProblem(login(""), 400, "malformed-request");
        assertProblem(
                send(request("/api/dev/login")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}"))),
                415,
                "unsupported-media-type");
    }

    private HttpResponse<String> login(String body) {
        return send(request("/api/dev/login")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private Seen only() {
        assertThat(UPSTREAM.seen()).hasSize(1);
        return UPSTREAM.seen().getFirst();
    }

    private static String bearer(Seen seen) {
        return seen.header("Authorization").orElseThrow().substring("Bearer ".length());
    }

    private static void assertVouched(Seen seen, String subject, String role) {
        try {
            SignedJWT token = SignedJWT.parse(bearer(seen));
            assertThat(token.verify(new MACVerifier(InternalTokens.key(TestSecrets.INTERNAL_SECRET))))
                    .isTrue();
            assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(subject);
            assertThat(token.getJWTClaimsSet().getStringClaim(InternalTokens.ROLE_CLAIM))
                    .isEqualTo(role);
        } catch (ParseException | JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
