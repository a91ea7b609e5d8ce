package io.flashsale.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Form bodies, and the text Alipay signs for one: {@code a=1&b=2}, sorted by name, decoded, empty values left out. */
final class Form {

    private Form() {}

    /** Decodes a body; the last value wins where a name repeats. */
    static Map<String, String> decode(String body) {
        Map<String, String> fields = new TreeMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(
                        URLDecoder.decode(pair.substring(0, equals), UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return fields;
    }

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** What a merchant signs: everything but the signature. */
    static String signedByMerchant(Map<String, String> fields) {
        return canonical(fields, false);
    }

    /** What the provider signs in a notification: everything but the signature and its type. */
    static String signedByProvider(Map<String, String> fields) {
        return canonical(fields, true);
    }

    private static String canonical(Map<String, String> fields, boolean withoutType) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .filter(field -> !field.getKey().equals("sign"))
                        .filter(field -> !withoutType || !field.getKey().equals("sign_type"))
                        .filter(field -> !field.getValue().isEmpty())
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("&"));
    }
}
