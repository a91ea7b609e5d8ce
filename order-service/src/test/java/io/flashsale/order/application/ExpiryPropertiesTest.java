package io.flashsale.order.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExpiryPropertiesTest {

    @Test
    void eachTriggerIsSwitchedByItself() {
        ExpiryProperties properties = with(true, false, false);
        assertThat(properties.isOn(ExpiryTrigger.WHEEL)).isTrue();
        assertThat(properties.isOn(ExpiryTrigger.MESSAGE)).isFalse();
        assertThat(properties.isOn(ExpiryTrigger.SWEEP)).isFalse();
        assertThat(with(false, true, false).isOn(ExpiryTrigger.MESSAGE)).isTrue();
        assertThat(with(false, false, true).isOn(ExpiryTrigger.SWEEP)).isTrue();
    }

    @Test
    void somethingHasToCloseOrders() {
        assertThatThrownBy(() -> with(false, false, false)).hasMessageContaining("flashsale.expiry");
    }

    private static ExpiryProperties with(boolean wheel, boolean message, boolean sweep) {
        return new ExpiryProperties(wheel, message, sweep, Duration.ofSeconds(1), Duration.ofSeconds(30), 10);
    }
}
