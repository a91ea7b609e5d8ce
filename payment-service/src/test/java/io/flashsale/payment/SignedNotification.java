package io.flashsale.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flashsale.testing.TestSecrets;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** A notification as only somebody with the provider's key can make it. */
final class SignedNotification {

    private static final DateTimeFormatter BEIJING =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private final Map<String, String> fields = new TreeMap<>();
    private String key = TestSecrets.PROVIDER_PRIVATE_KEY;

    SignedNotification(String paymentId, String tradeNo, String yuan) {
        fields.put("notify_id", UUID.randomUUID().toString());
        fields.put("notify_time", BEIJING.format(Instant.now()));
        fields.put("notify_type", "trade_status_sync");
        fields.put("app_id", "2026000100000001");
        fields.put("seller_id", "2088000000000001");
        fields.put("charset", "utf-8");
        fields.put("sign_type", "RSA2");
        fields.put("trade_no", tradeNo);
        fields.put("out_trade_no", paymentId);
        fields.put("trade_status", "TRADE_SUCCESS");
        fields.put("total_amount", yuan);
    }

    SignedNotification with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    SignedNotification sentAt(Instant instant) {
        return with("notify_time", BEIJING.format(instant));
    }

    /** Signed by the key that the provider is about to change to. */
    SignedNotification signedBy(String privateKey) {
        key = privateKey;
        return this;
    }

    byte[] body() {
        Map<String, String> signed = new TreeMap<>(fields);
        signed.put("sign", sign());
        return signed.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(UTF_8);
    }

    private String sign() {
        String text = fields.entrySet().stream()
                .filter(field -> !field.getKey().equals("sign_type"))
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))));
            signature.update(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
