package io.flashsale.reward.checkout;

import org.apache.seata.core.context.RootContext;
import org.apache.seata.rm.tcc.api.BusinessActionContext;
import org.apache.seata.rm.tcc.api.LocalTCC;
import org.apache.seata.rm.tcc.api.TwoPhaseBusinessAction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The TCC branch {@code reward-checkout}. The fence runs each phase in a transaction of its own and keeps a row per
 * branch in it, so that a phase is carried out once, a cancel without a try does nothing, and a try after its cancel is
 * refused. The phases themselves are strict.
 */
@LocalTCC
@Component
public class RewardCheckout {

    private final RewardHolds holds;
    private final HoldMapper mapper;

    RewardCheckout(RewardHolds holds, HoldMapper mapper) {
        this.holds = holds;
        this.mapper = mapper;
    }

    /**
     * Freezes the points and holds the coupon.
     *
     * @throws io.flashsale.web.ProblemException if that is not possible; nothing is left then
     */
    @TwoPhaseBusinessAction(
            name = "reward-checkout",
            commitMethod = "confirm",
            rollbackMethod = "cancel",
            useTCCFence = true)
    public Discounts tryHold(@Nullable BusinessActionContext context, Checkout checkout) {
        String xid = RootContext.getXID();
        if (xid == null) {
            throw new IllegalStateException("Rewards are held for a global transaction only");
        }
        return holds.hold(holds.open(xid), checkout);
    }

    /** Spends both. */
    public boolean confirm(BusinessActionContext context) {
        holds.spend(held(context));
        return true;
    }

    /** Gives both back. */
    public boolean cancel(BusinessActionContext context) {
        holds.release(held(context));
        return true;
    }

    private Hold held(BusinessActionContext context) {
        Hold hold = mapper.lock(context.getXid());
        if (hold == null || hold.status() != Hold.Status.HELD) {
            throw new IllegalStateException("Nothing is held for " + context.getXid());
        }
        return hold;
    }
}
