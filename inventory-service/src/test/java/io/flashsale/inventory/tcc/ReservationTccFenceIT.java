package io.flashsale.inventory.tcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.inventory.InventoryIT;
import io.flashsale.inventory.application.Change;
import io.flashsale.web.Role;
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
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The inventory branch of real checkouts, against the real coordinator. */
class ReservationTccFenceIT extends InventoryIT {
    @Autowired
    private SpringFenceConfig fence;

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
    void aCommittedCheckoutSellsTheUnitsOnce() throws Exception {
        Sale sale = openSale(5, 1);
        String order = sale.bought("ann", 1);
        String xid = begin();
        assertThat(checkout(order, xid).status()).isEqualTo(200);
        long branch = branchOf(xid);
        assertThat(claimOf(order)).isEqualTo(xid);

        GlobalTransactionContext.reload(xid).commit();

        awaitReservation(order, "SOLD");
        sale.awaitLedger(0, 1);
        assertThat(commitBranch(xid, branch, order)).isEqualTo(BranchStatus.PhaseTwo_Committed);
        assertThat(entries(order, "SELL")).isEqualTo(1);
    }

    @Test
    void aRolledBackCheckoutLeavesTheUnitsHeldAndCanBeCancelledTwice() throws Exception {
        Sale sale = openSale(5, 1);
        String order = sale.bought("ann", 1);
        String xid = begin();
        checkout(order, xid);
        long branch = branchOf(xid);
        assertThat(release(order)).isEqualTo(Change.CLAIMED);

        GlobalTransactionContext.reload(xid).rollback();

        await().atMost(SOON).untilAsserted(() -> assertThat(claimOf(order)).isEqualTo("none"));
        assertThat(rollBackBranch(xid, branch, order)).isEqualTo(BranchStatus.PhaseTwo_Rollbacked);
        awaitReservation(order, "HELD");
        assertThat(entries(order, "SELL")).isZero();
        assertThat(release(order)).isEqualTo(Change.DONE);
        sale.awaitLedger(0, 0);
    }

    @Test
    void aLateCancelOfACommittedBranchDoesNotUndoTheSale() throws Exception {
        Sale sale = openSale(5, 1);
        String order = sale.bought("ann", 1);
        String xid = begin();
        checkout(order, xid);
        long branch = branchOf(xid);
        GlobalTransactionContext.reload(xid).commit();
        awaitReservation(order, "SOLD");
        rollBackBranch(xid, branch, order);
        awaitReservation(order, "SOLD");
    }

    @Test
    void aCancelWithoutATryPasses() throws Exception {
        Sale sale = openSale(5, 1);
        String order = sale.bought("ann", 1);
        String xid = "127.0.0.1:8091:" + System.nanoTime();
        assertThat(rollBackBranch(xid, System.nanoTime(), order)).isEqualTo(BranchStatus.PhaseTwo_Rollbacked);
        assertThat(claimOf(order)).isEqualTo("none");
        assertThat(release(order)).isEqualTo(Change.DONE);
    }

    @Test
    void aTryThatComesAfterItsCancelIsRefused() throws Exception {
        Sale sale = openSale(5, 1);
        String order = sale.bought("ann", 1);
        String xid = begin();
        // The coordinator gives up between the registration of the branch and its try.
        CancelBeforeTry overtaking = new CancelBeforeTry(xid, order);
        TccHookManager.registerHook(overtaking);

        Answer late = checkout(order, xid);

        assertThat(overtaking.cancelled.get()).isEqualTo(BranchStatus.PhaseTwo_Rollbacked);
        assertThat(late.status()).isEqualTo(409);
        assertThat(claimOf(order)).isEqualTo("none");
        assertThat(release(order)).isEqualTo(Change.DONE);
        GlobalTransactionContext.reload(xid).rollback();
    }

    private record CancelBeforeTry(String transaction, String order, AtomicReference<@Nullable BranchStatus> cancelled)
            implements TccHook {
        CancelBeforeTry(String transaction, String order) {
            this(transaction, order, new AtomicReference<>());
        }

        @Override
        public void beforeTccPrepare(String xid, Long branchId, String action, BusinessActionContext context) {
            if (!xid.equals(transaction)) return;
            try {
                cancelled.set(rollBackBranch(xid, branchId, order));
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

    @Test
    void aSecondCheckoutOfTheSameOrderHasToWait() throws Exception {
        Sale sale = openSale(5, 1);
        String order = sale.bought("ann", 1);
        String first = begin();
        assertThat(checkout(order, first).status()).isEqualTo(200);
        String second = begin();
        Answer refused = checkout(order, second);
        assertThat(refused.code()).isEqualTo("not-yet");
        assertThat(claimOf(order)).isEqualTo(first);
        GlobalTransactionContext.reload(second).rollback();
        GlobalTransactionContext.reload(first).rollback();
        await().atMost(SOON).untilAsserted(() -> assertThat(claimOf(order)).isEqualTo("none"));
    }

    @Test
    void aReservationThatIsNotHeldOrNotKnownIsNotClaimed() throws Exception {
        Sale sale = openSale(5, 1);
        String order = sale.bought("ann", 1);
        release(order);
        String xid = begin();
        Answer refused = checkout(order, xid);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("reservation-not-held");
        assertThat(checkout(newId(), xid).code()).isEqualTo("not-yet");
        GlobalTransactionContext.reload(xid).rollback();
    }

    @Test
    void aCheckoutOutsideATransactionIsRefused() {
        Answer refused = call(Role.SERVICE, "POST", "/internal/reservations/" + newId() + "/checkout", null);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").path(0).path("field").asString(""))
                .isEqualTo("TX_XID");
    }

    private static String begin() throws TransactionException {
        GlobalTransaction transaction = GlobalTransactionContext.createNew();
        transaction.begin(30_000, "checkout");
        String xid = transaction.getXid();
        RootContext.unbind();
        return xid;
    }

    private Answer checkout(String order, String xid) {
        return call(Role.SERVICE, "POST", "/internal/reservations/" + order + "/checkout", null, "TX_XID", xid);
    }

    private long branchOf(String xid) {
        return sql.sql("SELECT branch_id FROM tcc_fence_log WHERE xid = ?")
                .param(xid)
                .query(Long.class)
                .single();
    }

    private String claimOf(String order) {
        return sql.sql("SELECT COALESCE(checkout_xid, 'none') FROM reservation WHERE order_id = ?")
                .param(order)
                .query(String.class)
                .single();
    }

    private static BranchStatus commitBranch(String xid, long branch, String order) throws TransactionException {
        return DefaultResourceManager.get()
                .branchCommit(BranchType.TCC, xid, branch, ReservationCheckout.ACTION, context(order));
    }

    private static BranchStatus rollBackBranch(String xid, long branch, String order) throws TransactionException {
        return DefaultResourceManager.get()
                .branchRollback(BranchType.TCC, xid, branch, ReservationCheckout.ACTION, context(order));
    }

    /** What the coordinator keeps for the branch. */
    private static String context(String order) {
        return "{\"actionContext\":{\"orderId\":\"" + order + "\",\"useTCCFence\":true,"
                + "\"sys::commit\":\"confirm\",\"sys::rollback\":\"cancel\",\"actionName\":\""
                + ReservationCheckout.ACTION + "\"}}";
    }
}
