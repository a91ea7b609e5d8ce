package io.flashsale.payment.provider.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flashsale.payment.domain.Money;
import org.junit.jupiter.api.Test;

class YuanTest {

    @Test
    void writesFenAsYuanExactly() {
        assertThat(Yuan.of(Money.cny(990))).isEqualTo("9.90");
        assertThat(Yuan.of(Money.cny(1))).isEqualTo("0.01");
        assertThat(Yuan.of(Money.cny(99_999_999_999L))).isEqualTo("999999999.99");
    }

    @Test
    void readsYuanExactlyAndNothingElse() {
        assertThat(Yuan.toMoney("9.9")).contains(Money.cny(990));
        assertThat(Yuan.toMoney("88")).contains(Money.cny(8800));
        assertThat(Yuan.toMoney("9.905")).isEmpty();
        assertThat(Yuan.toMoney("-1.00")).isEmpty();
        assertThat(Yuan.toMoney("1e3")).isEmpty();
        assertThat(Yuan.toMoney("")).isEmpty();
    }

    @Test
    void refusesToWriteAnotherCurrencyAsYuan() {
        assertThatThrownBy(() -> Yuan.of(new Money(990, "USD"))).isInstanceOf(IllegalArgumentException.class);
    }
}
