package io.flashsale.inventory.application;

import io.flashsale.inventory.domain.Campaign;
import io.flashsale.inventory.domain.CampaignItem;
import io.flashsale.inventory.domain.Difference;
import io.flashsale.inventory.domain.DifferenceKind;
import io.flashsale.inventory.domain.JobLock;
import io.flashsale.inventory.domain.Orders;
import io.flashsale.inventory.domain.RebuildReason;
import io.flashsale.inventory.domain.Reconciliation;
import io.flashsale.inventory.domain.Reconciliations;
import io.flashsale.inventory.domain.Reservation;
import io.flashsale.inventory.domain.Reservations;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares gates with the ledger, and reservations with the orders they are for. Differences are repaired only where it
 * is certain what is right, by the same use cases that should have done it; the report says what was found and done.
 * One instance at a time, and the newest one alone may repair.
 */
@Component
public class Reconcile {
    private static final Logger LOG = LoggerFactory.getLogger(Reconcile.class);
    private static final String JOB = "reconciliation";
    private static final String SELF = "inventory-service";
    private static final int MOST_ORDERS = 500;

    private final LiveCampaigns live;
    private final CompareGate compareGate;
    private final FillGate fillGate;
    private final Reservations reservations;
    private final Orders orders;
    private final ReleaseStock releaseStock;
    private final ConfirmSale confirmSale;
    private final Reconciliations reports;
    private final JobLock lock;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;

    Reconcile(
            LiveCampaigns live,
            CompareGate compareGate,
            FillGate fillGate,
            Reservations reservations,
            Orders orders,
            ReleaseStock releaseStock,
            ConfirmSale confirmSale,
            Reconciliations reports,
            JobLock lock,
            TransactionTemplate transaction,
            MeterRegistry meters) {
        this.live = live;
        this.compareGate = compareGate;
        this.fillGate = fillGate;
        this.reservations = reservations;
        this.orders = orders;
        this.releaseStock = releaseStock;
        this.confirmSale = confirmSale;
        this.reports = reports;
        this.lock = lock;
        this.transaction = transaction;
        this.meters = meters;
    }

    /** Reconciles because it is time; does nothing when another instance does. */
    public void reconcile(Duration patience) {
        reconcile(SELF, patience);
    }

    /** Reconciles now; empty when it is being done already. */
    public Optional<Reconciliation> reconcile(String requestedBy, Duration patience) {
        AtomicLong report = new AtomicLong();
        boolean ran = lock.tryAlone(JOB, reports::fence, token -> {
            long id = reports.begin(token, requestedBy);
            report.set(id);
            new Run(id, token, patience).run();
        });
        return ran ? reports.find(report.get()) : Optional.empty();
    }

    public Optional<Reconciliation> find(long id) {
        return reports.find(id);
    }

    /** The newest reports in short. */
    public List<Reconciliations.Summary> newest(int atMost) {
        return reports.newest(atMost);
    }

    private final class Run {
        private final long id;
        private final long token;
        private final Duration patience;
        private int items;
        private int busy;
        private int asked;
        private int unanswered;

        Run(long id, long token, Duration patience) {
            this.id = id;
            this.token = token;
            this.patience = patience;
        }

        void run() {
            live.reload();
            for (Campaign campaign : List.copyOf(live.all())) {
                for (CampaignItem item : campaign.items()) {
                    if (item.epoch() == 0) continue;
                    items++;
                    compareGate(campaign, item);
                }
                askForOrders(campaign);
            }
            reports.finish(id, items, busy, asked, unanswered);
        }

        private void compareGate(Campaign campaign, CampaignItem item) {
            CompareGate.Result result = compareGate.compare(campaign, item);
            if (!result.rested()) busy++;
            for (Difference difference : result.differences()) {
                add(difference.kind() == DifferenceKind.GATE_AVAILABLE ? fill(campaign, item, difference) : difference);
            }
        }

        private Difference fill(Campaign campaign, CampaignItem item, Difference difference) {
            CampaignItem now = live.reload(campaign.id()).item(item.sku()).orElse(item);
            if (now.epoch() != item.epoch()) return repaired(difference);
            fillGate.fill(FillGate.Opening.asIs(campaign, now), RebuildReason.RECONCILIATION, SELF);
            live.reload(campaign.id());
            return repaired(difference);
        }

        private void askForOrders(Campaign campaign) {
            List<Reservation> overdue = new ArrayList<>();
            for (CampaignItem item : campaign.items()) {
                overdue.addAll(reservations.heldSince(
                        item.ref(), live.saleTime().minus(campaign.payWithin()).minus(patience), MOST_ORDERS));
            }
            for (Reservation reservation : overdue) {
                asked++;
                Orders.Standing standing;
                try {
                    standing = orders.standing(reservation.orderId());
                } catch (RuntimeException e) {
                    LOG.warn("Order {} could not be asked for: {}", reservation.orderId(), e.toString());
                    unanswered++;
                    continue;
                }
                repair(reservation, standing);
            }
        }

        private void repair(Reservation reservation, Orders.Standing standing) {
            DifferenceKind kind =
                    switch (standing) {
                        case UNKNOWN -> DifferenceKind.HELD_WITHOUT_ORDER;
                        case ENDED -> DifferenceKind.HELD_FOR_ENDED_ORDER;
                        case PAID -> DifferenceKind.HELD_FOR_PAID_ORDER;
                        case OPEN -> DifferenceKind.HELD_FOR_OPEN_ORDER;
                    };
            transaction.executeWithoutResult(status -> {
                // Held until the commit: somebody with a higher token waits, or this one stops.
                if (!reports.mayRepair(token)) throw new IllegalStateException("another instance reconciles");
                Change change =
                        switch (standing) {
                            case UNKNOWN, ENDED -> releaseStock.release(reservation.orderId());
                            case PAID -> confirmSale.confirm(reservation.orderId());
                            case OPEN -> Change.NOT_ALLOWED;
                        };
                if (change == Change.ALREADY) return;
                add(new Difference(
                        reservation.item(),
                        kind,
                        reservation.orderId(),
                        standing == Orders.Standing.PAID ? "SOLD" : "RELEASED",
                        "HELD since " + reservation.admittedAt() + ", order " + standing
                                + (change == Change.CLAIMED ? ", claimed by a checkout" : ""),
                        change == Change.DONE));
            });
        }

        private void add(Difference difference) {
            reports.add(id, difference);
            meters.counter(
                            "flashsale.reconciliation.differences",
                            "kind",
                            difference.kind().name(),
                            "repaired",
                            Boolean.toString(difference.repaired()))
                    .increment();
            LOG.warn("Reconciliation {}: {}", id, difference);
        }

        private static Difference repaired(Difference difference) {
            return new Difference(
                    difference.item(),
                    difference.kind(),
                    difference.orderId(),
                    difference.expected(),
                    difference.found(),
                    true);
        }
    }
}
