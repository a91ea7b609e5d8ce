package io.flashsale.payment.provider.alipay;

import io.flashsale.payment.domain.Money;
import io.flashsale.payment.provider.PaymentProvider;
import io.flashsale.payment.provider.ProviderUnavailable;
import io.flashsale.web.Dependency;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Alipay's open platform. An answer whose signature does not hold counts as no answer. */
@Component
class AlipayProvider implements PaymentProvider {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(3);
    private static final String SUCCESS = "10000";

    private final Dependency provider =
            new Dependency("provider", ProviderUnavailable.class::isInstance, ProviderUnavailable::new);
    private final AlipayProperties properties;
    private final Rsa2 rsa2;
    private final JsonMapper json;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    AlipayProvider(AlipayProperties properties, JsonMapper json, Clock clock) {
        this.properties = properties;
        this.rsa2 = new Rsa2(properties.merchantPrivateKey(), properties.publicKey());
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Prepayment prepay(String paymentId, Money amount, String subject, Instant expiresAt) {
        JsonNode answer = call(
                "alipay.trade.precreate",
                Map.of(
                        "out_trade_no",
                        paymentId,
                        "total_amount",
                        Yuan.of(amount),
                        "subject",
                        subject,
                        "time_expire",
                        BeijingTime.format(expiresAt)));
        return succeeded(answer)
                ? new Prepayment.Open(text(answer, "qr_code"))
                : new Prepayment.Refused(subCode(answer));
    }

    @Override
    public TradeState query(String paymentId) {
        JsonNode answer = call("alipay.trade.query", Map.of("out_trade_no", paymentId));
        if (!succeeded(answer)) {
            if (subCode(answer).equals("ACQ.TRADE_NOT_EXIST")) {
                return new TradeState.Unknown();
            }
            throw new ProviderUnavailable("The provider refused to answer about " + paymentId + ": " + subCode(answer));
        }
        if (!text(answer, "out_trade_no").equals(paymentId)) {
            throw new ProviderUnavailable("The provider answered about another trade than " + paymentId);
        }
        // A trade refunded in full is closed, and still was paid: the payment date tells.
        Optional<Instant> paidAt = BeijingTime.parse(text(answer, "send_pay_date"));
        return switch (text(answer, "trade_status")) {
            case "WAIT_BUYER_PAY" -> new TradeState.Waiting();
            case "TRADE_SUCCESS", "TRADE_FINISHED" -> paid(answer, paidAt.orElseGet(clock::instant));
            case "TRADE_CLOSED" -> paidAt.isPresent() ? paid(answer, paidAt.get()) : new TradeState.Closed();
            default -> throw new ProviderUnavailable("Unknown state of a trade: " + answer);
        };
    }

    @Override
    public Closing close(String paymentId) {
        JsonNode answer = call("alipay.trade.close", Map.of("out_trade_no", paymentId));
        return succeeded(answer) || subCode(answer).equals("ACQ.TRADE_NOT_EXIST")
                ? Closing.CLOSED
                : Closing.PAID_OR_REFUSED;
    }

    @Override
    public URI statementOf(LocalDate day) {
        JsonNode answer = call(
                "alipay.data.dataservice.bill.downloadurl.query",
                Map.of("bill_type", "trade", "bill_date", day.toString()));
        if (!succeeded(answer)) {
            throw new ProviderUnavailable("There is no statement of " + day + ": " + subCode(answer));
        }
        return URI.create(text(answer, "bill_download_url"));
    }

    @Override
    public RefundAnswer refund(String paymentId, String refundId, Money amount) {
        JsonNode answer = call(
                "alipay.trade.refund",
                Map.of("out_trade_no", paymentId, "out_request_no", refundId, "refund_amount", Yuan.of(amount)));
        return succeeded(answer) ? new RefundAnswer.Refunded() : new RefundAnswer.Refused(subCode(answer));
    }

    @Override
    public boolean isRefunded(String paymentId, String refundId) {
        JsonNode answer = call(
                "alipay.trade.fastpay.refund.query", Map.of("out_trade_no", paymentId, "out_request_no", refundId));
        return succeeded(answer) && text(answer, "refund_status").equals("REFUND_SUCCESS");
    }

    @Override
    public Notification read(byte[] rawBody) {
        Optional<SignedFields> parsed = SignedFields.parse(rawBody);
        if (parsed.isEmpty()) {
            return new Notification.Refused(Notification.Reason.MALFORMED);
        }
        SignedFields fields = parsed.get();
        if (!fields.get("sign_type").equals("RSA2")
                || !rsa2.isProviders(fields.notificationText(), fields.get("sign"))) {
            return new Notification.Refused(Notification.Reason.WRONG_SIGNATURE);
        }
        if (!fields.get("app_id").equals(properties.appId())
                || !fields.get("seller_id").equals(properties.sellerId())) {
            return new Notification.Refused(Notification.Reason.WRONG_ADDRESSEE);
        }
        Optional<Instant> sentAt = BeijingTime.parse(fields.get("notify_time"));
        Optional<Money> amount = Yuan.toMoney(fields.get("total_amount"));
        if (sentAt.isEmpty()
                || amount.isEmpty()
                || fields.get("notify_id").isEmpty()
                || fields.get("out_trade_no").isEmpty()) {
            return new Notification.Refused(Notification.Reason.MALFORMED);
        }
        Duration age = Duration.between(sentAt.get(), clock.instant()).abs();
        if (age.compareTo(properties.notifyTolerance()) > 0) {
            return new Notification.Refused(Notification.Reason.STALE);
        }
        String status = fields.get("trade_status");
        return new Notification.Genuine(
                fields.get("notify_id"),
                fields.get("out_trade_no"),
                fields.get("trade_no"),
                amount.get(),
                status.equals("TRADE_SUCCESS") || status.equals("TRADE_FINISHED"));
    }

    /** A refund is never sent twice without asking in between; everything else may be. */
    private JsonNode call(String method, Map<String, String> content) {
        return provider.call(!method.equals("alipay.trade.refund"), () -> callOnce(method, content));
    }

    private JsonNode callOnce(String method, Map<String, String> content) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("app_id", properties.appId());
        fields.put("method", method);
        fields.put("format", "JSON");
        fields.put("charset", "utf-8");
        fields.put("sign_type", "RSA2");
        fields.put("timestamp", BeijingTime.format(clock.instant()));
        fields.put("version", "1.0");
        fields.put("notify_url", properties.notifyUrl().toString());
        fields.put("biz_content", json.writeValueAsString(content));
        fields.put("sign", rsa2.sign(new SignedFields(fields).requestText()));
        HttpRequest request = HttpRequest.newBuilder(properties.url().resolve("/gateway.do"))
                .timeout(ANSWER_TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(new SignedFields(fields).encoded()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new ProviderUnavailable(method + " was answered with " + response.statusCode());
            }
            return verified(method, response.body());
        } catch (IOException e) {
            throw new ProviderUnavailable(method + " was not answered: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderUnavailable(method + " was interrupted", e);
        }
    }

    /** The signature covers the exact text of the answer's node, so it is cut out, not parsed and written again. */
    private JsonNode verified(String method, String body) {
        String head = "{\"" + method.replace('.', '_') + "_response\":";
        int end = body.lastIndexOf(",\"sign\":\"");
        if (!body.startsWith(head) || end < head.length()) {
            throw new ProviderUnavailable(method + " was answered with something else");
        }
        String node = body.substring(head.length(), end);
        try {
            if (!rsa2.isProviders(node, text(json.readTree(body), "sign"))) {
                throw new ProviderUnavailable(method + " was answered with a wrong signature");
            }
            JsonNode answer = json.readTree(node);
            if (text(answer, "code").equals("20000") || subCode(answer).equals("ACQ.SYSTEM_ERROR")) {
                throw new ProviderUnavailable(method + " failed inside the provider; its outcome is unknown");
            }
            return answer;
        } catch (JacksonException e) {
            throw new ProviderUnavailable(method + " was answered with something that is not JSON", e);
        }
    }

    private static TradeState paid(JsonNode answer, Instant at) {
        Money amount = Yuan.toMoney(text(answer, "total_amount"))
                .orElseThrow(() -> new ProviderUnavailable("A paid trade without an amount: " + answer));
        return new TradeState.Paid(text(answer, "trade_no"), amount, at);
    }

    private static boolean succeeded(JsonNode answer) {
        return text(answer, "code").equals(SUCCESS);
    }

    private static String subCode(JsonNode answer) {
        return text(answer, "sub_code");
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
