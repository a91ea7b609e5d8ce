package io.flashsale.loadtest.simulations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void hasADefaultForEverything() {
        Settings settings = Settings.from(name -> null);

        assertThat(settings.target()).hasToString("http://127.0.0.1:8080");
        assertThat(settings.shoppers()).isEqualTo(2_000);
        assertThat(settings.loginTime()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.campaign()).isEmpty();
        assertThat(settings.skus()).isEmpty();
        assertThat(settings.history()).isEmpty();
    }

    @Test
    void readsWhatIsGiven() {
        Settings settings = Settings.from(Map.of(
                "flashsale.skus", "a, b",
                "flashsale.campaign", "12",
                "flashsale.duration", "PT1M",
                "flashsale.history", "/tmp/h.jsonl")::get);

        assertThat(settings.skus()).containsExactly("a", "b");
        assertThat(settings.campaign()).contains("12");
        assertThat(settings.duration()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.history()).contains(Path.of("/tmp/h.jsonl"));
    }

    @Test
    void refusesAnEmptyCrowd() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from(Map.of("flashsale.shoppers", "0")::get))
                .withMessageContaining("flashsale.shoppers");
    }
}
