package io.flashsale.gateway.sale;

import io.flashsale.gateway.sale.CampaignNews.Told;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.util.DigestUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A campaign in memory.
 *
 * @param version rises with every change of its status
 * @param window what attempts to buy are judged by
 * @param items by SKU
 * @param json the document everybody may read, but for the time and the closing brace
 * @param tag of that document, the same on all gateways
 */
record KnownCampaign(long version, Window window, Map<String, Item> items, String json, String tag) {

    private static final String TIME = "serverTime";

    /** It sells in [startsAt, endsAt) while its status is OPEN. Unknown states are kept as text: they lead to forwarding. */
    record Window(String id, String status, Instant startsAt, Instant endsAt, List<Item> items) {}

    /** One item; {@code soldOut} is taken back when units return. */
    record Item(String sku, boolean soldOut) {}

    static KnownCampaign of(Told told, JsonMapper mapper) {
        ObjectNode document = told.campaign().deepCopy().without(TIME);
        Window window = mapper.treeToValue((JsonNode) document, Window.class);
        String json = mapper.writeValueAsString(document);
        return new KnownCampaign(
                told.version(),
                window,
                window.items().stream().collect(Collectors.toUnmodifiableMap(Item::sku, Function.identity())),
                json.substring(0, json.length() - 1),
                tag(json));
    }

    /** A weak entity tag: the times in documents with the same tag may differ. */
    static String tag(String content) {
        return "W/\"" + DigestUtils.md5DigestAsHex(content.getBytes(StandardCharsets.UTF_8)) + "\"";
    }

    String id() {
        return window.id();
    }

    /** The document, with the sale's time. */
    String document(Instant saleTime) {
        return json + ",\"" + TIME + "\":\"" + saleTime + "\"}";
    }
}
