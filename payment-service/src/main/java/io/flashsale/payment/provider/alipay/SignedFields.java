package io.flashsale.payment.provider.alipay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A form body, and the text that is signed for it: {@code a=1&b=2}, sorted by name, decoded, empty values left out. */
record SignedFields(Map<String, String> fields) {

    private static final Set<String> OUTSIDE_REQUEST_SIGNATURE = Set.of("sign");
    private static final Set<String> OUTSIDE_NOTIFICATION_SIGNATURE = Set.of("sign", "sign_type");

    /** Decodes a body; empty if it is not a form, or names a field twice: which of the two was signed? */
    static Optional<SignedFields> parse(byte[] body) {
        Map<String, String> fields = new TreeMap<>();
        try {
            for (String pair : new String(body, UTF_8).split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals <= 0) {
                    return Optional.empty();
                }
                String name = URLDecoder.decode(pair.substring(0, equals), UTF_8);
                if (fields.put(name, URLDecoder.decode(pair.substring(equals + 1), UTF_8)) != null) {
                    return Optional.empty();
                }
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(new SignedFields(fields));
    }

    String get(String name) {
        return fields.getOrDefault(name, "");
    }

    String requestText() {
        return text(OUTSIDE_REQUEST_SIGNATURE);
    }

    String notificationText() {
        return text(OUTSIDE_NOTIFICATION_SIGNATURE);
    }

    String encoded() {
        return fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String text(Set<String> without) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .filter(field -> !without.contains(field.getKey())
                                && !field.getValue().isEmpty())
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("&"));
    }
}
