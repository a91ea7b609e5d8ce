package io.flashsale.gateway.identity;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.flashsale.testing.TestSecrets;
import org.junit.jupiter.api.Test;

class SigningKeysTest {

    @Test
    void namesTheVariableThatIsMissing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SigningKeys.verifying(" "))
                .withMessageStartingWith("Set FLASHSALE_JWT_PUBLIC_KEY");
        assertThatIllegalStateException()
                .isThrownBy(() -> SigningKeys.signing(TestSecrets.JWT_PUBLIC_KEY, null))
                .withMessageStartingWith("Set FLASHSALE_JWT_PRIVATE_KEY");
    }

    @Test
    void namesTheVariableThatIsWrong() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SigningKeys.verifying("no key!"))
                .withMessage("FLASHSALE_JWT_PUBLIC_KEY is not base64.");
        assertThatIllegalStateException()
                .isThrownBy(() -> SigningKeys.verifying("bm8ga2V5"))
                .withMessageStartingWith("FLASHSALE_JWT_PUBLIC_KEY is not an RSA public key");
    }

    @Test
    void refusesKeysThatAreNotOnePair() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SigningKeys.signing(TestSecrets.JWT_PUBLIC_KEY, TestSecrets.PROVIDER_PRIVATE_KEY))
                .withMessageContaining("not one pair");
    }
}
