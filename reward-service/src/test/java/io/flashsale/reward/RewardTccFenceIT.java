package io.flashsale.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.seata.core.context.RootContext;
import org.apache.seata.core.exception.TransactionException;
import org.apache.seata.core.model.BranchStatus;
import org.apache.seata.core.model.BranchType;
import org.apache.seata.integration.tx.api.fence.hook.TccHook;
import org.apache.seata.integration.tx.api.fence.hook.TccHookManager;
import org.apache.seata.rm.DefaultResourceManager;
import org.apache.seata.rm.fence.SpringFenceConfig;
import org.apache.seata.rm.tcc.api.BusinessActionContext;
import org.apache.seata.tm.api.GlobalTransaction;
import org.apache.seata.tm.api.GlobalTransactionContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The reward branch of real checkouts, against the real coordinator. */
class RewardTccFenceIT extends RewardIT {

    private static final String ACTION = "reward-checkout";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    private SpringFenceConfig fence;

    private String buyer;
    private String order;
    private String coupon;

    @BeforeEach
    void aBuyerWithPointsAndACoupon() {
        buyer = fresh("b");
        order = fresh("o");
        give(buyer, 300);
        coupon = coupon(buyer, "\"amountOff\":" + money(150));
    }

    @AfterEach
    void leaveNoTransactionBehind() {
        TccHookManager.clear();
        RootContext.unbind();
    }

    @Test
    void theFenceIsThere() {
        assertThat(fence).isNotNull();
    }

    @Test
    void aCommittedCheckoutSpendsOnce() throws Exception {
        String xid = begin();
        Answer held = checkOut(xid, 200);
        assertThat(held.discount("pointsDiscount")).isEqualTo(200);
        assertThat(held.discount("couponDiscount")).isEqualTo(150);
        accountIs(100, 200, "HELD");
        long branch = branchOf(xid);

        GlobalTransactionContext.reload(xid).commit();

        awaitAccount(100, 0, "REDEEMED");
        assertThat(phaseTwo(xid, branch, true)).isEqualTo(BranchStatus.PhaseTwo_Committed);
        accountIs(100, 0, "REDEEMED");
        assertThat(sum("SELECT points FROM redemption WHERE order_id = ?", order))
                .isEqualTo(200);
    }

    @Test
    void aRolledBackCheckoutGivesBackOnce() throws Exception {
        String xid = begin();
        checkOut(xid, 200);
        long branch = branchOf(xid);

        GlobalTransactionContext.reload(xid).rollback();

        awaitAccount(300, 0, "AVAILABLE");
        assertThat(phaseTwo(xid, branch, false)).isEqualTo(BranchStatus.PhaseTwo_Rollbacked);
        accountIs(300, 0, "AVAILABLE");
    }

    @Test
    void aLateCancelOfACommittedBranchDoesNotUndoIt() throws Exception {
        String xid = begin();
        checkOut(xid, 200);
        long branch = branchOf(xid);
        GlobalTransactionContext.reload(xid).commit();
        awaitAccount(100, 0, "REDEEMED");
        phaseTwo(xid, branch, false);
        accountIs(100, 0, "REDEEMED");
    }

    @Test
    void aCancelWithoutATryPasses() throws Exception {
        String xid = "127.0.0.1:8091:" + System.nanoTime();
        assertThat(phaseTwo(xid, System.nanoTime(), false)).isEqualTo(BranchStatus.PhaseTwo_Rollbacked);
        accountIs(300, 0, "AVAILABLE");
    }

    @Test
    void aTryThatRefusesLeavesNothingAndItsCancelPasses() throws Exception {
        String xid = begin();
        assertThat(checkOut(xid, 301).code()).isEqualTo("insufficient-points");
        GlobalTransactionContext.reload(xid).rollback();
        accountIs(300, 0, "AVAILABLE");
    }

    @Test
    void aTryThatComesAfterItsCancelIsRefused() throws Exception {
        String xid = begin();
        // The coordinator gives up between the registration of the branch and its try.
        CancelBeforeTry overtaking = new CancelBeforeTry(xid);
        TccHookManager.registerHook(overtaking);

        Answer late = checkOut(xid, 200);

        assertThat(overtaking.cancelled.get()).isEqualTo(BranchStatus.PhaseTwo_Rollbacked);
        assertThat(late.status()).isEqualTo(409);
        accountIs(300, 0, "AVAILABLE");
        GlobalTransactionContext.reload(xid).rollback();
    }

    @Test
    void aCheckoutOutsideATransactionIsRefused() {
        Answer refused = post(ORDER_SERVICE, "/internal/checkouts", checkout(order, buyer, 1000, 200, coupon));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.fields()).containsExactly("TX_XID");
    }

    private Answer checkOut(String xid, long points) {
        return post(ORDER_SERVICE, "/internal/checkouts", checkout(order, buyer, 1000, points, coupon), "TX_XID", xid);
    }

    private void awaitAccount(long balance, long frozen, String status) {
        await().atMost(SOON).untilAsserted(() -> accountIs(balance, frozen, status));
    }

    private void accountIs(long balance, long frozen, String status) {
        assertThat(points(buyer).path("balance").asLong()).isEqualTo(balance);
        assertThat(points(buyer).path("frozen").asLong()).isEqualTo(frozen);
        assertThat(couponStatus(buyer, coupon)).isEqualTo(status);
        booksBalance(buyer);
    }

    private static String begin() throws TransactionException {
        GlobalTransaction transaction = GlobalTransactionContext.createNew();
        transaction.begin(30_000, "checkout");
        String xid = transaction.getXid();
        RootContext.unbind();
        return xid;
    }

    private long branchOf(String xid) {
        return sum("SELECT branch_id FROM tcc_fence_log WHERE xid = ?", xid);
    }

    private static BranchStatus phaseTwo(String xid, long branch, boolean commit) throws TransactionException {
        String context = "{\"actionContext\":{\"useTCCFence\":true,\"sys::commit\":\"confirm\","
                + "\"sys::rollback\":\"cancel\",\"actionName\":\"" + ACTION + "\"}}";
        DefaultResourceManager manager = DefaultResourceManager.get();
        return commit
                ? manager.branchCommit(BranchType.TCC, xid, branch, ACTION, context)
                : manager.branchRollback(BranchType.TCC, xid, branch, ACTION, context);
    }

    private record CancelBeforeTry(String transaction, AtomicReference<@Nullable BranchStatus> cancelled)
            implements TccHook {
        CancelBeforeTry(String transaction) {
            this(transaction, new AtomicReference<>());
        }

        @Override
        public void beforeTccPrepare(String xid, Long branchId, String action, BusinessActionContext context) {
            if (!xid.equals(transaction)) {
                return;
            }
            try {
                cancelled.set(phaseTwo(xid, branchId, false));
            } catch (TransactionException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void afterTccPrepare(String xid, Long branchId, String action, BusinessActionContext context) {}

        @Override
        public void beforeTccCommit(String xid, Long branchId, String action, BusinessActionContext context) {}

        @Override
        public void afterTccCommit(String xid, Long branchId, String action, BusinessActionContext context) {}

        @Override
        public void beforeTccRollback(String xid, Long branchId, String action, BusinessActionContext context) {}

        @Override
        public void afterTccRollback(String xid, Long branchId, String action, BusinessActionContext context) {}
    }
}
