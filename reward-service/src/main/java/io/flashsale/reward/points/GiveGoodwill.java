package io.flashsale.reward.points;

import io.flashsale.transactions.AtDatabase;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notes down what an operator gives, as a branch in AT mode of the operator's global transaction, and books it once that is
 * committed. The accounts, which every purchase touches, are never part of the branch: what it undoes is a row of its own.
 */
@Component
class GiveGoodwill {

    private static final Logger LOG = LoggerFactory.getLogger(GiveGoodwill.class);
    private static final int AT_ONCE = 50;
    private static final RowMapper<Goodwill> ROW =
            (row, _) -> new Goodwill(row.getString(1), row.getString(2), row.getString(3), row.getLong(4));
    private static final String SELECT = "SELECT goodwill_id, order_id, buyer_id, points FROM goodwill";

    private final AtDatabase atDatabase;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final PointsLedger ledger;

    GiveGoodwill(AtDatabase atDatabase, JdbcTemplate jdbc, TransactionTemplate transaction, PointsLedger ledger) {
        this.atDatabase = atDatabase;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.ledger = ledger;
    }

    /**
     * The branch; needs a global transaction.
     *
     * @return false if the id was used for something else
     */
    boolean give(Goodwill goodwill) {
        try {
            atDatabase.inBranch(at -> at.update(
                    "INSERT INTO goodwill (goodwill_id, order_id, buyer_id, points, given_at)"
                            + " VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3))",
                    goodwill.goodwillId(),
                    goodwill.orderId(),
                    goodwill.buyerId(),
                    goodwill.points()));
            return true;
        } catch (DuplicateKeyException e) {
            return jdbc.query(SELECT + " WHERE goodwill_id = ?", ROW, goodwill.goodwillId())
                    .equals(List.of(goodwill));
        }
    }

    /** Books what was committed. */
    @Scheduled(fixedDelayString = "${flashsale.rewards.book-goodwill-every:2s}")
    void book() {
        List<String> waiting = jdbc.queryForList(
                "SELECT goodwill_id FROM goodwill WHERE booked_at IS NULL ORDER BY given_at LIMIT " + AT_ONCE,
                String.class);
        for (String id : waiting) {
            Optional<Goodwill> committed = atDatabase
                    .readDecided(at -> at.query(SELECT + " WHERE goodwill_id = ? FOR UPDATE", ROW, id))
                    .flatMap(rows -> rows.stream().findFirst());
            committed.ifPresent(goodwill -> transaction.executeWithoutResult(_ -> book(goodwill)));
        }
    }

    private void book(Goodwill goodwill) {
        int mine = jdbc.update(
                "UPDATE goodwill SET booked_at = UTC_TIMESTAMP(3) WHERE goodwill_id = ? AND booked_at IS NULL",
                goodwill.goodwillId());
        if (mine == 1) {
            OpenAccount account = ledger.open(goodwill.buyerId());
            account.credit(
                    Movement.GOODWILL,
                    goodwill.orderId(),
                    goodwill.goodwillId(),
                    List.of(ledger.freshLot(goodwill.orderId(), goodwill.points())));
            account.close();
            LOG.info("{} points for order {} are on the account", goodwill.points(), goodwill.orderId());
        }
    }
}
