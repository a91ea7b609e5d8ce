package io.flashsale.payment.provider.alipay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignedFieldsTest {

    @Test
    void signsDecodedFieldsInOrderOfTheirNamesWithoutEmptyOnes() {
        SignedFields fields = SignedFields.parse("b=2%262&sign=x&a=1+1&sign_type=RSA2&c=".getBytes(UTF_8))
                .orElseThrow();
        assertThat(fields.notificationText()).isEqualTo("a=1 1&b=2&2");
        assertThat(fields.requestText()).isEqualTo("a=1 1&b=2&2&sign_type=RSA2");
    }

    @Test
    void refusesABodyThatNamesAFieldTwice() {
        assertThat(SignedFields.parse("total_amount=1.00&total_amount=9.90".getBytes(UTF_8)))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNotAForm() {
        assertThat(SignedFields.parse("hello".getBytes(UTF_8))).isEmpty();
        assertThat(SignedFields.parse("a=%zz".getBytes(UTF_8))).isEmpty();
        assertThat(SignedFields.parse(new byte[0])).isEmpty();
    }
}
