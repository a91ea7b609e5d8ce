package io.flashsale.order.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/** What this service asks of inventory-service. */
interface InventoryApi {

    @PutExchange("/internal/campaigns/{campaignId}/items/{sku}/batches/{batchId}")
    VerdictBody reserve(
            @PathVariable("campaignId") String campaignId,
            @PathVariable("sku") String sku,
            @PathVariable("batchId") String batchId,
            @RequestBody AttemptsBody attempts);

    @GetExchange("/internal/campaigns/{campaignId}/items/{sku}/batches/{batchId}")
    VerdictBody verdict(
            @PathVariable("campaignId") String campaignId,
            @PathVariable("sku") String sku,
            @PathVariable("batchId") String batchId);

    @PostExchange("/internal/campaigns/{campaignId}/items/{sku}/batches/{batchId}/seal")
    SealBody seal(
            @PathVariable("campaignId") String campaignId,
            @PathVariable("sku") String sku,
            @PathVariable("batchId") String batchId);

    @PostExchange("/internal/campaigns/{campaignId}/items/{sku}/answers")
    AnswersBody answers(
            @PathVariable("campaignId") String campaignId,
            @PathVariable("sku") String sku,
            @RequestBody QuestionsBody questions);

    @GetExchange("/internal/campaigns/live")
    LiveBody live(@RequestParam("version") String known, @RequestParam("patienceMillis") long patienceMillis);

    @GetExchange("/internal/reservations/{orderId}")
    ReservationBody reservation(@PathVariable("orderId") String orderId);

    @PutExchange("/internal/reservations/{orderId}/sale")
    void sell(@PathVariable("orderId") String orderId, @RequestBody PromiseBody promise);

    @PutExchange("/internal/reservations/{orderId}/return")
    ReturnedBody giveBack(@PathVariable("orderId") String orderId);

    @PutExchange("/internal/reservations/{orderId}/returns/{refundId}")
    ReturnedBody giveBack(
            @PathVariable("orderId") String orderId,
            @PathVariable("refundId") String refundId,
            @RequestBody ReturnBody units);

    record ReturnBody(int quantity) {}

    /** Whether the sale goes on that the units went back to. */
    record ReturnedBody(boolean onSale) {}

    record AttemptBody(
            String orderId,
            String buyerId,
            String idempotencyKey,
            String bodyHash,
            int quantity,
            @Nullable NonceBody nonce) {}

    record NonceBody(String value, Instant validUntil) {}

    record PromiseBody(String campaignId, String sku, String batchId, AttemptBody attempt, Instant admittedAt) {}

    record AttemptsBody(List<AttemptBody> attempts) {}

    record MoneyBody(long amount, String currency) {}

    record VerdictBody(
            String batchId,
            String campaignId,
            String sku,
            Instant decidedAt,
            Instant payBefore,
            MoneyBody unitPrice,
            long available,
            List<OutcomeBody> verdicts) {}

    record OutcomeBody(
            String orderId, String outcome, @Nullable String originalOrderId) {}

    record SealBody(boolean sealed, @Nullable VerdictBody verdict) {}

    record QuestionBody(String buyerId, String idempotencyKey, String bodyHash) {}

    record QuestionsBody(List<QuestionBody> attempts) {}

    record AnswerBody(@Nullable String outcome, @Nullable String originalOrderId) {}

    record AnswersBody(List<AnswerBody> answers) {}

    record LiveItemBody(String sku, MoneyBody unitPrice, int perBuyerLimit, boolean soldOut) {}

    record LiveCampaignBody(
            String id,
            String status,
            Instant startsAt,
            Instant endsAt,
            int payWithinSeconds,
            List<LiveItemBody> items) {}

    record LiveBody(String version, Instant serverTime, List<LiveCampaignBody> campaigns) {}

    record ReservationBody(
            String orderId,
            String buyerId,
            String campaignId,
            String sku,
            int quantity,
            String status,
            Instant admittedAt) {}
}
