package io.flashsale.reward.points;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Points that pay for orders. Each step is part of the caller's transaction, which makes sure that it happens once. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class FrozenPoints {

    /** Few accounts have more; what is left of them waits for the sweep. */
    private static final int MOST_EXPIRED_LOTS = 200;

    private final PointsLedger ledger;
    private final FrozenLotMapper frozen;

    FrozenPoints(PointsLedger ledger, FrozenLotMapper frozen) {
        this.ledger = ledger;
        this.frozen = frozen;
    }

    /** Sets points aside, those first that run out first; false if the buyer does not have so many. */
    public boolean freeze(String holdId, String orderId, String buyerId, long points) {
        if (points == 0) {
            return true;
        }
        OpenAccount account = ledger.open(buyerId);
        account.expire(MOST_EXPIRED_LOTS);
        boolean enough = account.account().balance() >= points;
        if (enough) {
            frozen.add(holdId, account.freeze(orderId, holdId, points));
        }
        account.close();
        return enough;
    }

    /** Spends what is set aside. */
    public void spend(String holdId, String orderId, String buyerId, long points) {
        OpenAccount account = ledger.open(buyerId);
        account.move(Movement.REDEMPTION, orderId, holdId, points);
        account.close();
        frozen.delete(holdId);
    }

    /** Makes what is set aside spendable again, for as long as it was before. */
    public void release(String holdId, String orderId, String buyerId) {
        OpenAccount account = ledger.open(buyerId);
        account.credit(Movement.RELEASE, orderId, holdId, frozen.of(holdId));
        account.close();
        frozen.delete(holdId);
    }

    /** Gives back spent points; they begin to live anew. */
    public void giveBack(String orderId, String refundId, String buyerId, long points) {
        if (points == 0) {
            return;
        }
        OpenAccount account = ledger.open(buyerId);
        account.credit(Movement.RETURN, orderId, refundId, List.of(ledger.freshLot(orderId, points)));
        account.close();
    }
}
