package io.flashsale.gateway.identity;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose tokens are believed.
 *
 * @param issuer the only issuer that is believed
 * @param audience must be among a token's audiences
 * @param rolesClaim the claim that lists a token's roles
 * @param jwkSetUri the key set of an external OpenID provider; when set, it takes the place of {@code publicKey}
 * @param publicKey base64 of an RSA public key (X.509 SubjectPublicKeyInfo), or several, separated by commas, while keys
 *     are being changed
 * @param privateKey base64 of its private key (PKCS #8); for the dev issuer only
 * @param devTokenLife how long a token of the dev issuer is valid; long enough for a load test, and no real account
 *     stands behind one
 */
@Validated
@ConfigurationProperties("flashsale.gateway.identity")
record IdentityProperties(
        @DefaultValue("flashsale") @NotBlank String issuer,
        @DefaultValue("flashsale") @NotBlank String audience,
        @DefaultValue("roles") @NotBlank String rolesClaim,
        @Nullable String jwkSetUri,
        @Nullable String publicKey,
        @Nullable String privateKey,
        @DefaultValue("1h") Duration devTokenLife) {

    @Override
    public String toString() {
        return "IdentityProperties[issuer=" + issuer + ", audience=" + audience + ", jwkSetUri=" + jwkSetUri + "]";
    }
}
