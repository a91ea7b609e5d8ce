package io.flashsale.order.client;

import io.flashsale.order.admission.Attempt;
import io.flashsale.order.admission.Batch;
import io.flashsale.order.admission.BatchVerdict;
import io.flashsale.order.admission.BatchVerdict.Decision;
import io.flashsale.order.admission.ItemKey;
import io.flashsale.order.admission.LiveSale;
import io.flashsale.order.admission.StockGate;
import io.flashsale.order.client.InventoryApi.AttemptBody;
import io.flashsale.order.client.InventoryApi.AttemptsBody;
import io.flashsale.order.client.InventoryApi.LiveCampaignBody;
import io.flashsale.order.client.InventoryApi.LiveItemBody;
import io.flashsale.order.client.InventoryApi.MoneyBody;
import io.flashsale.order.client.InventoryApi.NonceBody;
import io.flashsale.order.client.InventoryApi.QuestionBody;
import io.flashsale.order.client.InventoryApi.QuestionsBody;
import io.flashsale.order.client.InventoryApi.SealBody;
import io.flashsale.order.client.InventoryApi.VerdictBody;
import io.flashsale.order.domain.Money;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.TokenNonce;
import io.flashsale.web.PeerProblem;
import io.flashsale.web.PeerUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClientException;

/** The stock gate, over HTTP. */
class HttpStockGate implements StockGate {

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final Set<String> NO_SUCH_ITEM = Set.of("campaign-not-found", "item-not-found");
    private static final Duration LATER = Duration.ofSeconds(1);

    private final InventoryApi api;

    HttpStockGate(InventoryApi api) {
        this.api = api;
    }

    @Override
    public Reserved reserve(Batch batch) {
        AttemptsBody body = new AttemptsBody(
                batch.attempts().stream().map(HttpStockGate::body).toList());
        try {
            return new Reserved.Decided(
                    verdict(api.reserve(batch.item().campaignId(), batch.item().sku(), batch.batchId(), body)));
        } catch (PeerProblem problem) {
            return switch (problem.code()) {
                case "batch-sealed" -> new Reserved.Sealed();
                case "gate-not-ready" -> new Reserved.NotReady(LATER);
                case "campaign-not-found", "item-not-found" -> new Reserved.NoSuchItem();
                case "invalid-request", "malformed-request" -> new Reserved.Malformed(problem.detail());
                default -> new Reserved.Unknown(problem.status() + " " + problem.code() + ": " + problem.detail());
            };
        } catch (PeerUnavailable | RestClientException | IllegalArgumentException e) {
            return new Reserved.Unknown(String.valueOf(e.getMessage()));
        }
    }

    static AttemptBody body(Attempt attempt) {
        return new AttemptBody(
                attempt.orderId().toString(),
                attempt.buyerId(),
                attempt.idempotencyKey(),
                attempt.bodyHash(),
                attempt.quantity(),
                nonce(attempt.nonce()));
    }

    @Override
    public Optional<BatchVerdict> verdictOf(ItemKey item, String batchId) {
        return asking(() -> {
            try {
                return Optional.of(verdict(api.verdict(item.campaignId(), item.sku(), batchId)));
            } catch (PeerProblem problem) {
                if (problem.status() == NOT_FOUND || problem.status() == CONFLICT) {
                    return Optional.empty();
                }
                throw problem;
            }
        });
    }

    @Override
    public Optional<BatchVerdict> seal(ItemKey item, String batchId) {
        return asking(() -> {
            SealBody seal;
            try {
                seal = api.seal(item.campaignId(), item.sku(), batchId);
            } catch (PeerProblem problem) {
                if (NO_SUCH_ITEM.contains(problem.code())) {
                    return Optional.empty();
                }
                throw problem;
            }
            VerdictBody verdict = seal.verdict();
            if (verdict == null && !seal.sealed()) {
                throw new IllegalArgumentException("batch " + batchId + " is neither decided nor sealed");
            }
            return Optional.ofNullable(verdict).map(HttpStockGate::verdict);
        });
    }

    @Override
    public List<Answer> answers(ItemKey item, List<Attempt> attempts) {
        QuestionsBody questions = new QuestionsBody(attempts.stream()
                .map(attempt -> new QuestionBody(attempt.buyerId(), attempt.idempotencyKey(), attempt.bodyHash()))
                .toList());
        return asking(() -> api.answers(item.campaignId(), item.sku(), questions).answers().stream()
                .map(answer -> new Answer(
                        answer.outcome() == null ? null : Decision.valueOf(answer.outcome()),
                        orderId(answer.originalOrderId())))
                .toList());
    }

    @Override
    public LiveSale live(String known, Duration patience) {
        return asking(() -> {
            InventoryApi.LiveBody live = api.live(known, patience.toMillis());
            return new LiveSale(
                    live.version(),
                    live.serverTime(),
                    live.campaigns().stream().map(HttpStockGate::campaign).toList());
        });
    }

    private static <T> T asking(Supplier<T> call) {
        try {
            return call.get();
        } catch (PeerProblem | PeerUnavailable | RestClientException | IllegalArgumentException e) {
            throw new Unreachable("the stock gate: " + e.getMessage(), e);
        }
    }

    private static BatchVerdict verdict(VerdictBody body) {
        return new BatchVerdict(
                body.batchId(),
                new ItemKey(body.campaignId(), body.sku()),
                body.decidedAt(),
                body.payBefore(),
                money(body.unitPrice()),
                body.available(),
                body.verdicts().stream()
                        .map(one -> new BatchVerdict.Verdict(
                                OrderId.parse(one.orderId()),
                                Decision.valueOf(one.outcome()),
                                orderId(one.originalOrderId())))
                        .toList());
    }

    private static LiveSale.Campaign campaign(LiveCampaignBody body) {
        return new LiveSale.Campaign(
                body.id(),
                LiveSale.Phase.valueOf(body.status()),
                body.startsAt(),
                body.endsAt(),
                body.payWithinSeconds(),
                body.items().stream().map(HttpStockGate::item).toList());
    }

    private static LiveSale.Item item(LiveItemBody body) {
        return new LiveSale.Item(body.sku(), money(body.unitPrice()), body.perBuyerLimit(), body.soldOut());
    }

    private static @Nullable NonceBody nonce(@Nullable TokenNonce nonce) {
        return nonce == null ? null : new NonceBody(nonce.value(), nonce.validUntil());
    }

    private static Money money(MoneyBody body) {
        return new Money(body.amount(), body.currency());
    }

    private static @Nullable OrderId orderId(@Nullable String text) {
        return text == null ? null : OrderId.parse(text);
    }
}
