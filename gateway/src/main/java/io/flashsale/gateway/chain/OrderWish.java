package io.flashsale.gateway.chain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What somebody who places an order wants, as far as it is well-formed; read once per request. What is not well-formed is
 * no wish: order-service says what is wrong with it.
 *
 * @param quantity 1 to 100
 */
public record OrderWish(String campaignId, String sku, int quantity) {

    private static final String ATTRIBUTE = OrderWish.class.getName();
    private static final int MOST_UNITS = 100;
    private static final JsonFactory JSON = new JsonFactory();

    /** What the body of an order asks for, null if it is not well-formed. */
    public static @Nullable OrderWish of(ServerWebExchange exchange) {
        Optional<OrderWish> known = exchange.getAttribute(ATTRIBUTE);
        if (known == null) {
            known = Optional.ofNullable(
                    isJson(exchange.getRequest().getHeaders()) ? read(EdgeExchange.body(exchange)) : null);
            exchange.getAttributes().put(ATTRIBUTE, known);
        }
        return known.orElse(null);
    }

    /** Reads a body; null if it is not the JSON of an order. */
    public static @Nullable OrderWish read(byte[] body) {
        String campaignId = null;
        String sku = null;
        int quantity = 0;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "campaignId" -> campaignId = text(parser, value);
                    case "sku" -> sku = text(parser, value);
                    case "quantity" -> quantity = units(parser, value);
                    default -> parser.skipChildren();
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                return null;
            }
        } catch (JacksonException e) {
            return null;
        }
        return campaignId == null || sku == null || quantity == 0 ? null : new OrderWish(campaignId, sku, quantity);
    }

    private static @Nullable String text(JsonParser parser, JsonToken value) {
        parser.skipChildren();
        return value == JsonToken.VALUE_STRING ? parser.getString() : null;
    }

    private static int units(JsonParser parser, JsonToken value) {
        parser.skipChildren();
        if (value != JsonToken.VALUE_NUMBER_INT || parser.getNumberType() != JsonParser.NumberType.INT) {
            return 0;
        }
        int units = parser.getIntValue();
        return units >= 1 && units <= MOST_UNITS ? units : 0;
    }

    private static boolean isJson(HttpHeaders headers) {
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        if (MediaType.APPLICATION_JSON_VALUE.equals(type)) {
            return true;
        }
        try {
            return MediaType.APPLICATION_JSON.equalsTypeAndSubtype(headers.getContentType());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
