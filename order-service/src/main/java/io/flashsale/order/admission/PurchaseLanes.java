package io.flashsale.order.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.flashsale.order.admission.BatchVerdict.Decision;
import io.flashsale.order.admission.BatchVerdict.Verdict;
import io.flashsale.order.admission.Lane.Reply;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.PurchaseOutcome;
import io.flashsale.order.domain.PurchaseOutcome.Admitted;
import io.flashsale.order.domain.PurchaseOutcome.Busy;
import io.flashsale.order.domain.PurchaseOutcome.GateNotReady;
import io.flashsale.order.domain.PurchaseOutcome.NotOpenYet;
import io.flashsale.order.domain.PurchaseOutcome.Refusal;
import io.flashsale.order.domain.PurchaseOutcome.Replayed;
import io.flashsale.order.domain.PurchaseOutcome.Undecided;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Group commit: the attempts on one item share a lane, and whatever waits in it becomes one batch, one message and one
 * decision. A second lane per item only looks up what earlier attempts were told, for times when nothing can be bought.
 */
public final class PurchaseLanes {

    private static final Duration SOON = Duration.ofSeconds(1);

    /** The broker has asked for the outcome by then, or has sealed the batch. */
    private static final Duration UNSETTLED_FOR = Duration.ofMinutes(2);

    private static final int MOST_UNSETTLED = 50_000;

    private final BatchTransaction transaction;
    private final StockGate gate;
    private final KnownSale sale;
    private final Limits limits;
    private final Executor executor;
    private final DistributionSummary batchSizes;
    private final Map<ItemKey, Lane<Attempt, PurchaseOutcome>> purchases = new ConcurrentHashMap<>();
    private final Map<ItemKey, Lane<Attempt, LookedUp>> lookups = new ConcurrentHashMap<>();
    private final Cache<Key, Boolean> unsettled = Caffeine.newBuilder()
            .maximumSize(MOST_UNSETTLED)
            .expireAfterWrite(UNSETTLED_FOR)
            .build();

    public PurchaseLanes(
            BatchTransaction transaction,
            StockGate gate,
            KnownSale sale,
            Limits limits,
            Executor executor,
            MeterRegistry meters) {
        this.transaction = transaction;
        this.gate = gate;
        this.sale = sale;
        this.limits = limits;
        this.executor = executor;
        this.batchSizes = DistributionSummary.builder("flashsale.purchase.batch.size")
                .description("attempts per group commit")
                .register(meters);
        Gauge.builder("flashsale.purchase.lane.depth", purchases, PurchaseLanes::totalDepth)
                .description("attempts waiting for a group commit")
                .register(meters);
    }

    /**
     * Has the attempt decided, waiting no longer than the request deadline.
     *
     * @param turn is kept until the attempt is decided, even if nobody waits for it any more
     */
    public PurchaseOutcome purchase(ItemKey item, Attempt attempt, Turns.Turn turn) {
        return switch (askIn(lane(purchases, item, batch -> decide(item, batch)), attempt, turn)) {
            case Reply.Answered<PurchaseOutcome>(PurchaseOutcome outcome) -> outcome;
            case Reply.TurnedAway<PurchaseOutcome> _ -> new Busy(SOON);
            case Reply.Unanswered<PurchaseOutcome> _ -> new Undecided(SOON);
        };
    }

    /**
     * What an earlier attempt with the same key was told, or the given refusal when there was none.
     *
     * @param turn is kept until the answer is known, even if nobody waits for it any more
     */
    public PurchaseOutcome lookUp(ItemKey item, Attempt attempt, Refusal otherwise, Turns.Turn turn) {
        boolean mayBeDecidedYet = unsettled.getIfPresent(Key.of(attempt)) != null;
        return switch (askIn(lane(lookups, item, batch -> look(item, batch)), attempt, turn)) {
            case Reply.Answered<LookedUp>(LookedUp found) when found.outcome != null -> found.outcome;
            case Reply.Answered<LookedUp> _ -> mayBeDecidedYet ? new Undecided(SOON) : otherwise;
            case Reply.TurnedAway<LookedUp> _ -> new Busy(SOON);
            case Reply.Unanswered<LookedUp> _ -> new Busy(SOON);
        };
    }

    /** Drops idle lanes of items that are no longer live. */
    public void dropIdle() {
        var live = sale.items();
        purchases
                .entrySet()
                .removeIf(e -> !live.contains(e.getKey()) && e.getValue().isIdle());
        lookups.entrySet()
                .removeIf(e -> !live.contains(e.getKey()) && e.getValue().isIdle());
    }

    private List<PurchaseOutcome> decide(ItemKey item, List<Attempt> attempts) {
        batchSizes.record(attempts.size());
        Batch batch = new Batch(UUID.randomUUID().toString(), item, attempts);
        return switch (transaction.run(batch)) {
            case BatchTransaction.Result.Decided(BatchVerdict verdict) -> spread(item, batch, verdict);
            case BatchTransaction.Result.NothingHeld() -> same(attempts, new Busy(SOON));
            case BatchTransaction.Result.NoSuchItem() -> same(attempts, Refusal.NO_SUCH_ITEM);
            case BatchTransaction.Result.NotReady(Duration retryAfter) ->
                unsettled(attempts, new GateNotReady(retryAfter));
            case BatchTransaction.Result.Unknown() -> unsettled(attempts, new Undecided(SOON));
        };
    }

    /** The batch may have reached the gate, or reach it yet. */
    private List<PurchaseOutcome> unsettled(List<Attempt> attempts, PurchaseOutcome outcome) {
        attempts.forEach(attempt -> unsettled.put(Key.of(attempt), true));
        return same(attempts, outcome);
    }

    private List<PurchaseOutcome> spread(ItemKey item, Batch batch, BatchVerdict verdict) {
        if (verdict.available() <= 0) {
            sale.sawSoldOut(item);
        }
        Map<OrderId, Verdict> byOrder =
                verdict.verdicts().stream().collect(Collectors.toMap(Verdict::orderId, Function.identity()));
        return batch.attempts().stream()
                .map(attempt -> {
                    Verdict own = byOrder.get(attempt.orderId());
                    if (own == null) {
                        return new Undecided(SOON);
                    }
                    return own.decision() == Decision.ADMITTED
                            ? new Admitted(
                                    attempt.orderId(),
                                    verdict.payBefore(),
                                    verdict.unitPrice().times(attempt.quantity()))
                            : told(own.decision(), own.originalOrderId());
                })
                .toList();
    }

    private List<LookedUp> look(ItemKey item, List<Attempt> attempts) {
        return gate.answers(item, attempts).stream()
                .map(answer -> new LookedUp(
                        answer.decision() == null ? null : told(answer.decision(), answer.originalOrderId())))
                .toList();
    }

    private static PurchaseOutcome told(Decision decision, @Nullable OrderId original) {
        return switch (decision) {
            case ADMITTED, REPLAYED -> original == null ? new Undecided(SOON) : new Replayed(original);
            case SOLD_OUT -> Refusal.SOLD_OUT;
            case LIMIT_REACHED -> Refusal.LIMIT_REACHED;
            case NOT_OPEN_YET -> new NotOpenYet(SOON);
            case PAUSED -> Refusal.PAUSED;
            case CLOSED -> Refusal.CLOSED;
            case KEY_REUSED -> Refusal.KEY_REUSED;
            case TOKEN_USED -> Refusal.TOKEN_USED;
            case TOKEN_EXPIRED -> Refusal.TOKEN_EXPIRED;
        };
    }

    private static List<PurchaseOutcome> same(List<Attempt> attempts, PurchaseOutcome outcome) {
        return attempts.stream().map(_ -> outcome).toList();
    }

    private <A> Lane<Attempt, A> lane(
            Map<ItemKey, Lane<Attempt, A>> lanes, ItemKey item, Function<List<Attempt>, List<A>> serve) {
        return lanes.computeIfAbsent(
                item,
                _ -> new Lane<>(limits.laneCapacity(), limits.batchSize(), limits.slotsPerLane(), executor, serve));
    }

    private <A> Reply<A> askIn(Lane<Attempt, A> lane, Attempt attempt, Turns.Turn turn) {
        turn.share();
        try {
            return lane.ask(attempt, limits.requestDeadline(), turn::release);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Unanswered<>();
        }
    }

    private static double totalDepth(Map<ItemKey, Lane<Attempt, PurchaseOutcome>> lanes) {
        return lanes.values().stream().mapToInt(Lane::depth).sum();
    }

    /**
     * How much may wait, and how long.
     *
     * @param laneCapacity attempts waiting per item
     * @param batchSize attempts per group commit; the gate accepts 128
     * @param slotsPerLane group commits under way at once per item
     * @param requestDeadline how long a shopper waits for a decision
     */
    public record Limits(int laneCapacity, int batchSize, int slotsPerLane, Duration requestDeadline) {}

    private record Key(String buyerId, String idempotencyKey) {

        static Key of(Attempt attempt) {
            return new Key(attempt.buyerId(), attempt.idempotencyKey());
        }
    }

    private record LookedUp(@Nullable PurchaseOutcome outcome) {}
}
