package io.flashsale.gateway.sale;

import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A well-formed attempt to buy. What is not well-formed is no attempt: order-service says what is wrong with it.
 *
 * @param buyerId who buys
 * @param idempotencyKey the buyer's name for this attempt
 */
record PurchaseAttempt(String buyerId, String idempotencyKey, String campaignId, String sku) {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int MOST_UNITS = 100;

    /** Reads an attempt; null when order-service would refuse it before it asked for stock. */
    static @Nullable PurchaseAttempt read(@Nullable Caller caller, HttpHeaders headers, byte[] body, JsonMapper json) {
        String key = headers.getFirst("Idempotency-Key");
        if (caller == null
                || caller.role() != Role.SHOPPER
                || key == null
                || !KEY.matcher(key).matches()) {
            return null;
        }
        if (!isJson(headers)) {
            return null;
        }
        JsonNode order;
        try {
            order = json.readTree(body);
        } catch (JacksonException e) {
            return null;
        }
        JsonNode campaignId = order.path("campaignId");
        JsonNode sku = order.path("sku");
        JsonNode quantity = order.path("quantity");
        if (!campaignId.isString() || !sku.isString() || !quantity.isInt()) {
            return null;
        }
        if (quantity.intValue() < 1 || quantity.intValue() > MOST_UNITS) {
            return null;
        }
        return new PurchaseAttempt(caller.subject(), key, campaignId.stringValue(), sku.stringValue());
    }

    private static boolean isJson(HttpHeaders headers) {
        try {
            return MediaType.APPLICATION_JSON.equalsTypeAndSubtype(headers.getContentType());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
