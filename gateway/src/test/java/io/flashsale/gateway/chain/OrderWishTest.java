package io.flashsale.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderWishTest {

    @Test
    void readsWhatIsWantedAndIgnoresTheRest() {
        assertThat(read("""
                {"price":{"amount":1},"campaignId":"c1","status":["PAID"],"sku":"s1","quantity":2}""")).isEqualTo(new OrderWish("c1", "s1", 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"campaignId\":1,\"sku\":\"s1\",\"quantity\":1}",
                "{\"campaignId\":{\"campaignId\":\"c1\"},\"sku\":\"s1\",\"quantity\":1}",
                "{\"campaignId\":\"c1\",\"sku\":\"s1\",\"quantity\":0}",
                "{\"campaignId\":\"c1\",\"sku\":\"s1\",\"quantity\":-1}",
                "{\"campaignId\":\"c1\",\"sku\":\"s1\",\"quantity\":101}",
                "{\"campaignId\":\"c1\",\"sku\":\"s1\",\"quantity\":1.5}",
                "{\"campaignId\":\"c1\",\"sku\":\"s1\",\"quantity\":99999999999}",
                "{\"campaignId\":\"c1\",\"sku\":\"s1\",\"quantity\":\"1\"}",
                "{\"campaignId\":\"c1\",\"sku\":\"s1\",\"quantity\":1}{}"
            })
    void leavesWhatIsMalformedToOrderService(String body) {
        assertThat(read(body)).isNull();
    }

    private static @org.jspecify.annotations.Nullable OrderWish read(String body) {
        return OrderWish.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
