package io.flashsale.gateway.signature;

import static io.flashsale.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.gateway.AccessToken;
import io.flashsale.gateway.RunningGateway;
import io.flashsale.testing.TestSecrets;
import io.flashsale.web.BoundTokens;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders of a campaign that asks for signatures. */
class SignatureIT extends RunningGateway {

    private static final String BODY = "{\"campaignId\":\"c-signed\",\"sku\":\"s1\",\"quantity\":1}";

    private final String token =
            purchaseToken("b-1", "c-signed", "s1", Instant.now().plusSeconds(45));

    @BeforeEach
    void asksForSignatures() {
        assertThat(limit(limits -> limits.putArray("signedCampaigns").add("c-signed"))
                        .statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void asksNoLonger() {
        limit(limits -> limits.putArray("signedCampaigns"));
    }

    @Test
    void takesASignedOrderOnce() {
        String signature = sign(Instant.now(), UUID.randomUUID().toString(), BODY);

        assertThat(send(BODY, signature).statusCode()).isEqualTo(202);
        assertProblem(send(BODY, signature), 403, "signature-invalid");
        assertThat(UPSTREAM.seen()).hasSize(1);
    }

    @Test
    void refusesAStaleTimestamp() {
        assertProblem(
                send(
                        BODY,
                        sign(
                                Instant.now().minus(Duration.ofSeconds(62)),
                                UUID.randomUUID().toString(),
                                BODY)),
                403,
                "signature-invalid");
        assertProblem(
                send(
                        BODY,
                        sign(
                                Instant.now().plus(Duration.ofSeconds(65)),
                                UUID.randomUUID().toString(),
                                BODY)),
                403,
                "signature-invalid");
    }

    @Test
    void refusesASwappedBody() {
        String signature = sign(Instant.now(), UUID.randomUUID().toString(), BODY);

        assertProblem(send(BODY.replace(":1}", ":2}"), signature), 403, "signature-invalid");
        assertProblem(send(BODY, "t=1,n=2,s=3"), 403, "signature-invalid");
        assertThat(UPSTREAM.seen()).isEmpty();
    }

    private HttpResponse<String> send(String body, String signature) {
        return send(request("/api/orders", AccessToken.shopper("b-1"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k-signed")
                .header("Device-Id", DEVICE)
                .header("Purchase-Token", token)
                .header("Request-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String sign(Instant at, String nonce, String body) {
        try {
            byte[] key = BoundTokens.of(TestSecrets.PURCHASE_TOKEN_KEYS).keyOf(token);
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            String text = "POST\n/api/orders\n" + hash + "\n" + at.toEpochMilli() + "\n" + nonce;
            return "t=%d,n=%s,s=%s"
                    .formatted(
                            at.toEpochMilli(),
                            nonce,
                            Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
