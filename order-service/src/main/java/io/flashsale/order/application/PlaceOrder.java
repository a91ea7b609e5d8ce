package io.flashsale.order.application;

import io.flashsale.order.admission.Attempt;
import io.flashsale.order.admission.ItemKey;
import io.flashsale.order.admission.KnownSale;
import io.flashsale.order.admission.OrderIds;
import io.flashsale.order.admission.PurchaseLanes;
import io.flashsale.order.admission.RecentAcceptances;
import io.flashsale.order.admission.RecentAcceptances.Accepted;
import io.flashsale.order.admission.RecentRefusals;
import io.flashsale.order.admission.Turns;
import io.flashsale.order.domain.OrderId;
import io.flashsale.order.domain.PurchaseOutcome;
import io.flashsale.order.domain.PurchaseOutcome.Admitted;
import io.flashsale.order.domain.PurchaseOutcome.Busy;
import io.flashsale.order.domain.PurchaseOutcome.NotOpenYet;
import io.flashsale.order.domain.PurchaseOutcome.Refusal;
import io.flashsale.order.domain.PurchaseOutcome.Replayed;
import io.flashsale.order.domain.PurchaseOutcome.Undecided;
import io.flashsale.order.domain.TokenNonce;
import io.flashsale.web.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tries to buy. What is known for certain is answered at once; the rest is decided by the stock gate, many buyers at a
 * time. The same key and purchase always get the same answer once there is one.
 */
@Component
public class PlaceOrder {

    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    /** An attempt that is decided at all is decided by then. */
    private static final Duration WAIT_FOR_TURN = Duration.ofSeconds(3);

    private final Turns turns = new Turns();
    private final PurchaseLanes lanes;
    private final KnownSale sale;
    private final OrderIds ids;
    private final RecentAcceptances recent;
    private final RecentRefusals refused;
    private final FindOrder findOrder;
    private final MeterRegistry meters;
    private final Clock clock;

    PlaceOrder(
            PurchaseLanes lanes,
            KnownSale sale,
            OrderIds ids,
            RecentAcceptances recent,
            RecentRefusals refused,
            FindOrder findOrder,
            MeterRegistry meters,
            Clock clock) {
        this.lanes = lanes;
        this.sale = sale;
        this.ids = ids;
        this.recent = recent;
        this.refused = refused;
        this.findOrder = findOrder;
        this.meters = meters;
        this.clock = clock;
    }

    /** Decides one purchase attempt; waits no longer than the request deadline. */
    public PurchaseOutcome place(Purchase purchase) {
        PurchaseOutcome outcome = decide(purchase);
        meters.counter("flashsale.purchase.decisions", "outcome", outcome.label())
                .increment();
        return outcome;
    }

    private PurchaseOutcome decide(Purchase purchase) {
        try {
            Optional<Turns.Turn> turn = turns.take(purchase.buyerId, purchase.idempotencyKey, WAIT_FOR_TURN);
            if (turn.isEmpty()) {
                return new Undecided(AGAIN_AFTER);
            }
            try {
                return decide(purchase, turn.get());
            } finally {
                turn.get().release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Undecided(AGAIN_AFTER);
        }
    }

    private PurchaseOutcome decide(Purchase purchase, Turns.Turn turn) {
        ItemKey item = new ItemKey(purchase.campaignId, purchase.sku);
        String bodyHash = Attempt.bodyHash(item, purchase.quantity);
        Optional<Accepted> before = recent.find(purchase.buyerId, purchase.idempotencyKey);
        if (before.isPresent()) {
            Accepted accepted = before.get();
            return accepted.bodyHash().equals(bodyHash)
                    ? new Admitted(accepted.orderId(), accepted.payBefore(), accepted.amount())
                    : Refusal.KEY_REUSED;
        }
        Optional<String> refusedBody = refused.find(purchase.buyerId, purchase.idempotencyKey);
        if (refusedBody.isPresent()) {
            return refusedBody.get().equals(bodyHash) ? Refusal.SOLD_OUT : Refusal.KEY_REUSED;
        }
        KnownSale.State state = sale.stateOf(item);
        if (state == KnownSale.State.UNKNOWN) {
            return new Busy(AGAIN_AFTER);
        }
        if (state == KnownSale.State.NO_SUCH_ITEM) {
            return Refusal.NO_SUCH_ITEM;
        }
        if (state == KnownSale.State.NOT_OPEN_YET) {
            return new NotOpenYet(sale.untilStart(item));
        }
        if (sale.termsOf(item)
                .map(terms -> purchase.quantity > terms.perBuyerLimit())
                .orElse(false)) {
            return Refusal.LIMIT_REACHED;
        }
        Optional<OrderId> id = ids.next();
        if (id.isEmpty()) {
            return new Busy(AGAIN_AFTER);
        }
        Attempt attempt = new Attempt(
                id.get(),
                purchase.buyerId,
                purchase.idempotencyKey,
                bodyHash,
                purchase.quantity,
                purchase.nonce,
                Spans.current());
        PurchaseOutcome outcome =
                switch (state) {
                    case SOLD_OUT -> lanes.lookUp(item, attempt, Refusal.SOLD_OUT, turn);
                    case PAUSED -> lanes.lookUp(item, attempt, Refusal.PAUSED, turn);
                    case CLOSED -> lanes.lookUp(item, attempt, Refusal.CLOSED, turn);
                    case UNKNOWN, NO_SUCH_ITEM, NOT_OPEN_YET, ASK ->
                        hasRunOut(purchase.nonce)
                                ? lanes.lookUp(item, attempt, Refusal.TOKEN_EXPIRED, turn)
                                : lanes.purchase(item, attempt, turn);
                };
        return switch (outcome) {
            case Admitted admitted -> remember(purchase, bodyHash, item, admitted);
            case Replayed(OrderId original) -> replay(purchase, bodyHash, item, original);
            case Refusal.SOLD_OUT -> {
                refused.add(purchase.buyerId, purchase.idempotencyKey, bodyHash);
                yield outcome;
            }
            default -> outcome;
        };
    }

    /** By this clock; the gate's own decides about the tokens that are let through. */
    private boolean hasRunOut(@Nullable TokenNonce nonce) {
        return nonce != null && !clock.instant().isBefore(nonce.validUntil());
    }

    private Admitted remember(Purchase purchase, String bodyHash, ItemKey item, Admitted admitted) {
        recent.add(new Accepted(
                admitted.orderId(),
                purchase.buyerId,
                purchase.idempotencyKey,
                bodyHash,
                item,
                purchase.quantity,
                admitted.amount(),
                clock.instant(),
                admitted.payBefore()));
        return admitted;
    }

    private PurchaseOutcome replay(Purchase purchase, String bodyHash, ItemKey item, OrderId original) {
        return findOrder
                .ofBuyer(purchase.buyerId, original)
                .<PurchaseOutcome>map(found -> remember(
                        purchase,
                        bodyHash,
                        item,
                        new Admitted(
                                original,
                                found.order().payBefore(),
                                found.order().amount())))
                .orElseGet(() -> new Undecided(AGAIN_AFTER));
    }

    /**
     * What a shopper wants.
     *
     * @param idempotencyKey chosen by the shopper; a retry carries the same
     * @param quantity units, 1 to 100
     * @param nonce of the purchase token, null where none is asked for
     */
    public record Purchase(
            String buyerId,
            String idempotencyKey,
            String campaignId,
            String sku,
            int quantity,
            @Nullable TokenNonce nonce) {}
}
