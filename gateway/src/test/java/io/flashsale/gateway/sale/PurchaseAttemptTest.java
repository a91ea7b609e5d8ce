package io.flashsale.gateway.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

class PurchaseAttemptTest {

    private static final String BODY = """
            {"campaignId":"c1","sku":"s1","quantity":1}""";
    private static final Caller SHOPPER = new Caller("b-1", Role.SHOPPER);

    @Test
    void readsAWellFormedAttempt() {
        assertThat(read(SHOPPER, "k-1", "application/json;charset=UTF-8", BODY))
                .isEqualTo(new PurchaseAttempt("b-1", "k-1", "c1", "s1"));
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
                "{\"campaignId\":\"c1\",\"sku\":\"s1\",\"quantity\":0}",
                "{\"campaignId\":\"c1\",\"sku\":\"s1\",\"quantity\":101}",
                "{\"campaignId\":\"c1\",\"sku\":\"s1\",\"quantity\":1.5}",
                "{\"campaignId\":\"c1\",\"sku\":\"s1\",\"quantity\":99999999999}",
                "{\"campaignId\":\"c1\",\"sku\":\"s1\",\"quantity\":\"1\"}"
            })
    void leavesWhatIsMalformedToOrderService(String body) {
        assertThat(read(SHOPPER, "k-1", "application/json", body)).isNull();
    }

    @Test
    void leavesAMissingOrOddKeyToOrderService() {
        assertThat(read(SHOPPER, null, "application/json", BODY)).isNull();
        assertThat(read(SHOPPER, "a b", "application/json", BODY)).isNull();
        assertThat(read(SHOPPER, "k".repeat(65), "application/json", BODY)).isNull();
    }

    @Test
    void leavesAnotherContentTypeToOrderService() {
        assertThat(read(SHOPPER, "k-1", "text/plain", BODY)).isNull();
        assertThat(read(SHOPPER, "k-1", "no type", BODY)).isNull();
        assertThat(read(SHOPPER, "k-1", null, BODY)).isNull();
    }

    @Test
    void leavesCallersWhoCannotBuyToOrderService() {
        assertThat(read(new Caller("o-1", Role.OPERATOR), "k-1", "application/json", BODY))
                .isNull();
        assertThat(read(null, "k-1", "application/json", BODY)).isNull();
    }

    private static @Nullable PurchaseAttempt read(
            @Nullable Caller caller, @Nullable String key, @Nullable String contentType, String body) {
        HttpHeaders headers = new HttpHeaders();
        if (key != null) {
            headers.set("Idempotency-Key", key);
        }
        if (contentType != null) {
            headers.set(HttpHeaders.CONTENT_TYPE, contentType);
        }
        return PurchaseAttempt.read(caller, headers, body.getBytes(StandardCharsets.UTF_8), new JsonMapper());
    }
}
