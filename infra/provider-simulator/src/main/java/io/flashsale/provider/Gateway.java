package io.flashsale.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The merchant's side: {@code POST /gateway.do}. Every answer is HTTP 200 with a code of Alipay's inside, and carries a
 * signature over the exact text of the answer's node.
 */
final class Gateway {

    private static final Duration LATE = Duration.ofSeconds(5);

    private final Books books;
    private final Rsa2 rsa2;
    private final Faults faults;
    private final Settings settings;
    private final String publicUrl;
    private final Clock clock;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final JsonMapper json;

    Gateway(Books books, Rsa2 rsa2, Faults faults, Settings settings, String publicUrl, Clock clock, JsonMapper json) {
        this.books = books;
        this.rsa2 = rsa2;
        this.faults = faults;
        this.settings = settings;
        this.publicUrl = publicUrl;
        this.clock = clock;
        this.json = json;
    }

    /** How many requests came, and how many were made to fail, since the start. */
    Map<String, Long> counts() {
        return Map.of("requests", requests.get(), "failed", failed.get());
    }

    /** As Alipay does, takes parameters from the query and from the body; the official SDK spreads them over both. */
    Reply handle(@Nullable String query, byte[] body) {
        long number = requests.incrementAndGet();
        if (faults.strikes(Faults.Fault.FAIL_REQUEST) || (number % 2 == 0 && faults.strikes(Faults.Fault.BROWN_OUT))) {
            failed.incrementAndGet();
            return Reply.text(500, "planned failure");
        }
        Map<String, String> request = Form.decode((query == null ? "" : query + "&") + new String(body, UTF_8));
        String method = request.getOrDefault("method", "");
        Map<String, @Nullable Object> answer = answer(method, request);
        if (answer.isEmpty()) {
            return Reply.text(500, "planned loss of an answer");
        }
        if (faults.strikes(Faults.Fault.ANSWER_LATE)) {
            LockSupport.parkNanos(LATE.toNanos());
        }
        String node = json.writeValueAsString(answer);
        return Reply.json("{\"%s_response\":%s,\"sign\":\"%s\"}"
                .formatted(method.isEmpty() ? "error" : method.replace('.', '_'), node, rsa2.sign(node)));
    }

    private Map<String, @Nullable Object> answer(String method, Map<String, String> request) {
        if (!settings.appId().equals(request.get("app_id"))) {
            return refusal("40002", "isv.invalid-app-id", "Unknown app_id.");
        }
        if (!"RSA2".equals(request.get("sign_type"))
                || !rsa2.isMerchants(Form.signedByMerchant(request), request.getOrDefault("sign", ""))) {
            return refusal("40002", "isv.invalid-signature", "The signature does not match.");
        }
        JsonNode content;
        try {
            content = json.readTree(request.getOrDefault("biz_content", ""));
        } catch (JacksonException e) {
            return refusal("40002", "isv.invalid-parameter", "biz_content is not JSON.");
        }
        return switch (method) {
            case "alipay.trade.precreate" -> precreate(content, request.get("notify_url"));
            case "alipay.trade.query" -> query(content);
            case "alipay.trade.close" -> close(content);
            case "alipay.trade.refund" -> refund(content);
            case "alipay.trade.fastpay.refund.query" -> refundQuery(content);
            case "alipay.data.dataservice.bill.downloadurl.query" -> statement(content);
            default -> refusal("40004", "isv.invalid-method", "Unknown method.");
        };
    }

    private Map<String, @Nullable Object> precreate(JsonNode content, @Nullable String notifyUrl) {
        String outTradeNo = text(content, "out_trade_no");
        OptionalLong amount = Yuan.toFen(text(content, "total_amount"));
        if (outTradeNo.isEmpty() || outTradeNo.length() > 64 || amount.isEmpty()) {
            return refusal("40002", "isv.invalid-parameter", "out_trade_no or total_amount is not valid.");
        }
        Instant expiresAt = null;
        if (!text(content, "time_expire").isEmpty()) {
            try {
                expiresAt = BeijingTime.parse(text(content, "time_expire"));
            } catch (DateTimeException e) {
                return refusal("40002", "isv.invalid-parameter", "time_expire is not a time.");
            }
        }
        return switch (books.openTrade(
                outTradeNo, text(content, "subject"), amount.getAsLong(), notifyUrl, expiresAt)) {
            case Books.Opening.Open opened -> {
                Trade trade = opened.trade();
                Map<String, @Nullable Object> answer = success();
                answer.put("out_trade_no", trade.outTradeNo());
                answer.put("qr_code", publicUrl + "/cashier/" + trade.tradeNo());
                yield answer;
            }
            case Books.Opening.Refused refused -> refusal("40004", refused.code(), refused.detail());
        };
    }

    private Map<String, @Nullable Object> query(JsonNode content) {
        Optional<Trade> known = books.byOutTradeNo(text(content, "out_trade_no"));
        if (known.isEmpty()) {
            return refusal("40004", "ACQ.TRADE_NOT_EXIST", "There is no such trade.");
        }
        Trade trade = known.get();
        Map<String, @Nullable Object> answer = success();
        answer.put("trade_no", trade.tradeNo());
        answer.put("out_trade_no", trade.outTradeNo());
        answer.put("trade_status", trade.statusAt(clock.instant()).name());
        answer.put("total_amount", Yuan.of(trade.amount()));
        Instant paidAt = trade.paidAt();
        if (paidAt != null) {
            answer.put("send_pay_date", BeijingTime.format(paidAt));
        }
        return answer;
    }

    private Map<String, @Nullable Object> close(JsonNode content) {
        return switch (books.close(text(content, "out_trade_no"))) {
            case Books.Closing.Closed closed -> {
                Trade trade = closed.trade();
                Map<String, @Nullable Object> answer = success();
                answer.put("trade_no", trade.tradeNo());
                answer.put("out_trade_no", trade.outTradeNo());
                yield answer;
            }
            case Books.Closing.Refused refused -> refusal("40004", refused.code(), refused.detail());
        };
    }

    private Map<String, @Nullable Object> refund(JsonNode content) {
        String outRequestNo = text(content, "out_request_no");
        OptionalLong amount = Yuan.toFen(text(content, "refund_amount"));
        if (outRequestNo.isEmpty() || amount.isEmpty()) {
            return refusal("40002", "isv.invalid-parameter", "out_request_no or refund_amount is not valid.");
        }
        if (faults.strikes(Faults.Fault.FAIL_REFUND)) {
            return refusal("20000", "ACQ.SYSTEM_ERROR", "Planned failure.");
        }
        return switch (books.refund(text(content, "out_trade_no"), outRequestNo, amount.getAsLong())) {
            case Books.Refunding.Done done -> {
                Trade trade = done.trade();
                if (done.moved() && faults.strikes(Faults.Fault.LOSE_REFUND_ANSWER)) {
                    yield Map.of();
                }
                Map<String, @Nullable Object> answer = success();
                answer.put("trade_no", trade.tradeNo());
                answer.put("out_trade_no", trade.outTradeNo());
                answer.put("fund_change", done.moved() ? "Y" : "N");
                answer.put("refund_fee", Yuan.of(trade.refunded()));
                yield answer;
            }
            case Books.Refunding.Refused refused -> refusal("40004", refused.code(), refused.detail());
        };
    }

    private Map<String, @Nullable Object> refundQuery(JsonNode content) {
        Optional<Trade> known = books.byOutTradeNo(text(content, "out_trade_no"));
        if (known.isEmpty()) {
            return refusal("40004", "ACQ.TRADE_NOT_EXIST", "There is no such trade.");
        }
        Map<String, @Nullable Object> answer = success();
        Trade.Repayment refunded = known.get().refunds().get(text(content, "out_request_no"));
        if (refunded != null) {
            answer.put("trade_no", known.get().tradeNo());
            answer.put("out_trade_no", known.get().outTradeNo());
            answer.put("out_request_no", text(content, "out_request_no"));
            answer.put("refund_amount", Yuan.of(refunded.amount()));
            answer.put("refund_status", "REFUND_SUCCESS");
        }
        return answer;
    }

    private Map<String, @Nullable Object> statement(JsonNode content) {
        String day = text(content, "bill_date");
        if (!text(content, "bill_type").equals("trade") || !day.matches("\\d{4}-\\d{2}-\\d{2}")) {
            return refusal("40004", "isv.invalid-arguments", "bill_type or bill_date is not valid.");
        }
        Map<String, @Nullable Object> answer = success();
        answer.put("bill_download_url", publicUrl + "/statements/" + day + ".csv");
        return answer;
    }

    private static String text(JsonNode content, String name) {
        return content.path(name).asString("");
    }

    private static Map<String, @Nullable Object> success() {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("code", "10000");
        answer.put("msg", "Success");
        return answer;
    }

    private static Map<String, @Nullable Object> refusal(String code, String subCode, String detail) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("code", code);
        answer.put("msg", code.equals("40002") ? "Invalid Arguments" : "Business Failed");
        answer.put("sub_code", subCode);
        answer.put("sub_msg", detail);
        return answer;
    }
}
