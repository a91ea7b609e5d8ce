package io.flashsale.reward.points;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A buyer's account, locked until the transaction ends. Everything done to it is noted as double entry, and stored by
 * {@link #close()}.
 */
final class OpenAccount {

    /** Lots read at a time. */
    private static final int PAGE = 50;

    private final LedgerMapper mapper;
    private final String buyerId;
    private final LocalDateTime now;
    private final List<PointsEntry> entries = new ArrayList<>();
    private final List<Lot> newLots = new ArrayList<>();
    private PointsAccount account;

    OpenAccount(LedgerMapper mapper, String buyerId, PointsAccount account, LocalDateTime now) {
        this.mapper = mapper;
        this.buyerId = buyerId;
        this.account = account;
        this.now = now;
    }

    PointsAccount account() {
        return account;
    }

    /** Moves points that are in no lot, before or after. */
    void move(Movement movement, String orderId, String reference, long points) {
        if (points == 0) {
            return;
        }
        account = account.after(movement, points);
        entries.add(entry(movement, movement.from(), orderId, reference, -points));
        entries.add(entry(movement, movement.to(), orderId, reference, points));
    }

    /** Makes points spendable; the first of them pay debt off. */
    void credit(Movement movement, String orderId, String reference, List<Lot> lots) {
        long points = lots.stream().mapToLong(Lot::points).sum();
        long debt = account.paysOff(points);
        move(movement, orderId, reference, points);
        move(Movement.REPAYMENT, orderId, movement + ":" + reference, debt);
        for (Lot lot : lots) {
            long paid = Math.min(debt, lot.points());
            debt -= paid;
            if (lot.points() > paid) {
                newLots.add(lot.with(lot.points() - paid));
            }
        }
    }

    /** Sets spendable points aside, the first to run out first; returns the lots they came from. */
    List<Lot> freeze(String orderId, String reference, long points) {
        move(Movement.FREEZE, orderId, reference, points);
        return takeLots(points, "");
    }

    private List<Lot> takeLots(long points, String preferredOrder) {
        List<Lot> taken = new ArrayList<>();
        long missing = points;
        while (missing > 0) {
            List<Lot> page = mapper.lots(buyerId, preferredOrder, PAGE);
            if (page.isEmpty()) {
                throw new IllegalStateException("The lots of " + buyerId + " are less than the balance");
            }
            List<Long> emptied = new ArrayList<>();
            for (Lot lot : page) {
                long part = Math.min(missing, lot.points());
                if (part == 0) {
                    break;
                }
                taken.add(lot.with(part));
                missing -= part;
                if (part == lot.points()) {
                    emptied.add(id(lot));
                } else {
                    mapper.reduceLot(id(lot), part);
                }
            }
            if (!emptied.isEmpty()) {
                mapper.deleteLots(emptied);
            }
        }
        return taken;
    }

    /** Takes points back that were granted, those of the order first; what is spent of them becomes debt. */
    void takeBack(String orderId, String reference, long points) {
        long lacking = account.lacks(points);
        move(Movement.BORROWING, orderId, reference, lacking);
        move(Movement.REVERSAL, orderId, reference, points);
        takeLots(points - lacking, orderId);
    }

    /** Takes what has run out, so many lots at most; true if that was all. */
    boolean expire(int most) {
        List<Lot> due = mapper.dueLots(buyerId, now, most);
        for (Lot lot : due) {
            move(Movement.EXPIRY, lot.orderId(), "lot:" + id(lot), lot.points());
        }
        if (!due.isEmpty()) {
            mapper.deleteLots(due.stream().map(OpenAccount::id).toList());
        }
        return due.size() < most;
    }

    /** Stores what has been done. */
    void close() {
        if (!entries.isEmpty()) {
            mapper.append(entries);
            mapper.saveAccount(buyerId, account);
        }
        if (!newLots.isEmpty()) {
            mapper.addLots(buyerId, newLots);
        }
    }

    private PointsEntry entry(Movement movement, Account of, String orderId, String reference, long points) {
        return new PointsEntry(orderId, movement, reference, of, buyerId, points, now);
    }

    private static Long id(Lot lot) {
        return Objects.requireNonNull(lot.id());
    }
}
