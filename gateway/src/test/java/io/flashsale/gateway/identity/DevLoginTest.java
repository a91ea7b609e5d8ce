package io.flashsale.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.gateway.identity.DevLogin.Login;
import io.flashsale.web.Problem.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevLoginTest {

    @Test
    void acceptsAShopperAndAnOperator() {
        assertThat(new Login("b-1", "SHOPPER").errors()).isEmpty();
        assertThat(new Login("olivia@example.org", "OPERATOR").errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SERVICE", "ANONYMOUS", "shopper", ""})
    void grantsNoOtherRole(String role) {
        assertThat(new Login("b-1", role).errors())
                .extracting(FieldError::field)
                .containsExactly("role");
    }

    @Test
    void namesEveryFieldAtFault() {
        assertThat(new Login(null, null).errors()).extracting(FieldError::field).containsExactly("subject", "role");
        assertThat(new Login("x".repeat(65), "SHOPPER").errors())
                .extracting(FieldError::field)
                .containsExactly("subject");
    }
}
