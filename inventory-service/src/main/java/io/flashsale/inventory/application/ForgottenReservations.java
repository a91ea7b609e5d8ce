package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Attempt;
import io.flashsale.inventory.domain.BatchState;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.Outcome;
import io.flashsale.inventory.domain.Reservation;
import io.flashsale.inventory.domain.ReservationStatus;
import io.flashsale.inventory.domain.Reservations;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Reservations that the gate made and forgot before the ledger heard of them, as when Redis lost the end of its file.
 * The order is the only witness left. If it is paid, the gate is asked for its units once more; if it is cancelled, or
 * there are no units any more, its reservation is recorded as rejected, because the ledger never held anything for it.
 * Should the journal entry turn up after all, the ledger keeps what it has.
 */
@Component
public class ForgottenReservations {
    private static final Logger LOG = LoggerFactory.getLogger(ForgottenReservations.class);

    private final LiveCampaigns live;
    private final PastDecisions past;
    private final DecideBatch decideBatch;
    private final Reservations reservations;
    private final Counter forgotten;

    ForgottenReservations(
            LiveCampaigns live,
            PastDecisions past,
            DecideBatch decideBatch,
            Reservations reservations,
            MeterRegistry meters) {
        this.live = live;
        this.past = past;
        this.decideBatch = decideBatch;
        this.reservations = reservations;
        this.forgotten = Counter.builder("flashsale.reservations.forgotten")
                .description("Reservations the gate lost before the ledger heard of them; any is an alarm")
                .register(meters);
    }

    /**
     * What an order says the gate promised.
     *
     * @param attempt without the body's hash where the witness does not tell it
     */
    public record Promise(long campaignId, String sku, String batchId, Attempt attempt, Instant admittedAt) {
        public String orderId() {
            return attempt.orderId();
        }
    }

    /**
     * Has the gate promise a paid order its units again, if it is certain that the ledger will never hear of the first
     * promise. The batch of its own has an id that follows from the order's: however often it is asked, it promises once.
     *
     * @return {@link Change#UNKNOWN_YET} while the ledger may still hear of either promise; {@link Change#NOT_ALLOWED}
     *     when there are no units for the order any more, which is recorded
     */
    public Change promiseAgain(Promise promise) {
        if (past.mayReachLedger(item(promise))) return Change.UNKNOWN_YET;
        String batchId = UUID.nameUUIDFromBytes(("again-" + promise.orderId()).getBytes(StandardCharsets.UTF_8))
                .toString();
        BatchState state = decideBatch
                .decide(promise.campaignId(), promise.sku(), batchId, List.of(promise.attempt()))
                .state();
        if (admits(state)) {
            forgotten.increment();
            LOG.error(
                    "The gate had forgotten what it promised order {}, which is paid; promised again.",
                    promise.orderId());
            return Change.UNKNOWN_YET;
        }
        return record(promise) ? Change.NOT_ALLOWED : Change.UNKNOWN_YET;
    }

    private static boolean admits(BatchState state) {
        return state instanceof BatchState.Decided decided
                && decided.verdict().verdicts().stream().anyMatch(one -> one.outcome() == Outcome.ADMITTED);
    }

    /** Records the reservation if it is certain that the ledger will never hear of it; answers whether it was. */
    public boolean record(Promise promise) {
        ItemRef item = item(promise);
        if (past.mayReachLedger(item)) return false;
        try {
            reservations.add(List.of(new Reservation(
                    item,
                    promise.batchId(),
                    promise.attempt(),
                    ReservationStatus.REJECTED,
                    null,
                    promise.admittedAt(),
                    0)));
        } catch (DuplicateKeyException e) {
            // It has arrived since this transaction began to look.
            return false;
        }
        forgotten.increment();
        LOG.error("The gate has forgotten what it promised order {}; recorded as rejected.", promise.orderId());
        return true;
    }

    private ItemRef item(Promise promise) {
        return live.offer(promise.campaignId(), promise.sku()).item().ref();
    }
}
