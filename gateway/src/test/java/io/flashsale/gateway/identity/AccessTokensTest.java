package io.flashsale.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import io.flashsale.gateway.AccessToken;
import io.flashsale.testing.TestSecrets;
import io.flashsale.web.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

class AccessTokensTest {

    private final ReactiveJwtDecoder tokens = AccessTokens.decoder(properties(), Clock.systemUTC());

    @Test
    void believesAGenuineToken() {
        Jwt token = tokens.decode(AccessToken.shopper("b-1")).block();

        assertThat(token).isNotNull().extracting(Jwt::getSubject).isEqualTo("b-1");
    }

    @Test
    void believesTheDevIssuer() {
        DevIssuer issuer = new DevIssuer(properties(), Clock.systemUTC());

        Jwt token = tokens.decode(issuer.issue("b-1", Role.OPERATOR).token()).block();

        assertThat(token)
                .isNotNull()
                .extracting(genuine -> genuine.getClaimAsStringList("roles"))
                .isEqualTo(List.of("OPERATOR"));
    }

    @Test
    void refusesATokenThatSaysItNeedsNoSignature() {
        refuses(AccessToken.unsigned());
    }

    @Test
    void refusesHmacWithThePublicKeyAsSecret() {
        refuses(AccessToken.hmacWithPublicKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512", "PS256"})
    void refusesEveryOtherAlgorithmOfTheGenuineKey(String algorithm) {
        refuses(AccessToken.signed(JWSAlgorithm.parse(algorithm), AccessToken.keyId(), claims -> {}));
    }

    @Test
    void refusesAnUnknownKeyId() {
        refuses(AccessToken.signed(JWSAlgorithm.RS256, "another", claims -> {}));
    }

    @Test
    void refusesAMissingKeyId() {
        refuses(AccessToken.signed(JWSAlgorithm.RS256, null, claims -> {}));
    }

    @Test
    void refusesAnExpiredToken() {
        refusesClaims(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(10))));
    }

    @Test
    void refusesATokenWithoutExpiry() {
        refusesClaims(claims -> claims.expirationTime(null));
    }

    @Test
    void refusesATokenThatIsNotValidYet() {
        refusesClaims(claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(60))));
    }

    @Test
    void refusesATokenForAnotherAudience() {
        refusesClaims(claims -> claims.audience("flashsale-internal"));
    }

    @Test
    void refusesATokenWithoutAudience() {
        refusesClaims(claims -> claims.audience((List<String>) null));
    }

    @Test
    void refusesAnotherIssuer() {
        refusesClaims(claims -> claims.issuer("https://somewhere.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "'; drop", "-x"})
    void refusesASubjectThatIsNotSafeToHandOn(String subject) {
        refusesClaims(claims -> claims.subject(subject));
    }

    @Test
    void refusesATokenWithoutSubject() {
        refusesClaims(claims -> claims.subject(null));
    }

    private void refusesClaims(Consumer<JWTClaimsSet.Builder> change) {
        refuses(AccessToken.signed(change));
    }

    private void refuses(String token) {
        assertThatThrownBy(() -> tokens.decode(token).block()).isInstanceOf(JwtException.class);
    }

    private static IdentityProperties properties() {
        return new IdentityProperties(
                "flashsale",
                "flashsale",
                "roles",
                null,
                TestSecrets.JWT_PUBLIC_KEY,
                TestSecrets.JWT_PRIVATE_KEY,
                Duration.ofHours(1));
    }
}
