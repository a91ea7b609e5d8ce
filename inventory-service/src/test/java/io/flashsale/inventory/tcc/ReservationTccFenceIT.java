package io.flashsale.inventory.tcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.inventory.InventoryIT;
import io.flashsale.inventory.application.Change;
import io.flashsale.web.Role;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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
import tools.jackson.databind.json.JsonMapper;

/** The inventory branch of real checkouts, against the real coordinator. */
class ReservationTccFenceIT extends InventoryIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

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
        AtomicReference<Branch> branch = rememberBranch();
        assertThat(checkout(order, xid).status()).isEqualTo(200);
        assertThat(claimOf(order)).isEqualTo(xid);

        GlobalTransactionContext.reload(xid).commit();

        awaitReservation(order, "SOLD");
        sale.awaitLedger(0, 1);
        assertThat(commit(branch.get())).isEqualTo(BranchStatus.PhaseTwo_Committed);
        assertThat(entries(order, "SELL")).isEqualTo(1);
    }

    @Test
    void aCommitThatComesAfterARefundHasNothingLeftToDo() throws Exception {
        Sale sale = openSale(5, 1);
        String order = sale.bought("ann", 1);
        String xid = begin();
        AtomicReference<Branch> branch = rememberBranch();
        checkout(order, xid);
        assertThat(call(Role.SERVICE, "PUT", "/internal/reservations/" + order + "/sale", null)
                        .status())
                .isEqualTo(200);
        assertThat(call(Role.SERVICE, "PUT", "/internal/reservations/" + order + "/return", null)
                        .status())
                .isEqualTo(200);

        assertThat(commit(branch.get())).isEqualTo(BranchStatus.PhaseTwo_Committed);

        awaitReservation(order, "RELEASED");
        assertThat(entries(order, "SELL")).isEqualTo(1);
        GlobalTransactionContext.reload(xid).commit();
    }

    @Test
    void aRolledBackCheckoutLeavesTheUnitsHeldAndCanBeCancelledTwice() throws Exception {
        Sale sale = openSale(5, 1);
        String order = sale.bought("ann", 1);
        String xid = begin();
        AtomicReference<Branch> branch = rememberBranch();
        checkout(order, xid);
        assertThat(release(order)).isEqualTo(Change.CLAIMED);

        GlobalTransactionContext.reload(xid).rollback();

        await().atMost(SOON).untilAsserted(() -> assertThat(claimOf(order)).isEqualTo("none"));
        assertThat(rollBack(branch.get())).isEqualTo(BranchStatus.PhaseTwo_Rollbacked);
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
        AtomicReference<Branch> branch = rememberBranch();
        checkout(order, xid);
        GlobalTransactionContext.reload(xid).commit();
        awaitReservation(order, "SOLD");
        rollBack(branch.get());
        awaitReservation(order, "SOLD");
    }

    @Test
    void aCancelWithoutATryPasses() throws Exception {
        Sale sale = openSale(5, 1);
        String order = sale.bought("ann", 1);
        Branch untried = new Branch("127.0.0.1:8091:" + System.nanoTime(), System.nanoTime(), context(order));
        assertThat(rollBack(untried)).isEqualTo(BranchStatus.PhaseTwo_Rollbacked);
        assertThat(claimOf(order)).isEqualTo("none");
        assertThat(release(order)).isEqualTo(Change.DONE);
    }

    @Test
    void aTryThatComesAfterItsCancelIsRefused() throws Exception {
        Sale sale = openSale(5, 1);
        String order = sale.bought("ann", 1);
        String xid = begin();
        // The coordinator gives up between the registration of the branch and its try.
        AtomicReference<@Nullable BranchStatus> cancelled = new AtomicReference<>();
        TccHookManager.registerHook(new BeforeTry(branch -> cancelled.set(rollBack(branch))));

        Answer late = checkout(order, xid);

        assertThat(cancelled.get()).isEqualTo(BranchStatus.PhaseTwo_Rollbacked);
        assertThat(late.status()).isEqualTo(409);
        assertThat(claimOf(order)).isEqualTo("none");
        assertThat(release(order)).isEqualTo(Change.DONE);
        GlobalTransactionContext.reload(xid).rollback();
    }

    /** Runs when a branch is registered and its try has not begun. */
    private record BeforeTry(Consumer<Branch> then) implements TccHook {
        @Override
        public void beforeTccPrepare(String xid, Long branchId, String action, BusinessActionContext context) {
            then.accept(new Branch(
                    xid, branchId, JSON.writeValueAsString(Map.of("actionContext", context.getActionContext()))));
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

    private static AtomicReference<Branch> rememberBranch() {
        AtomicReference<Branch> branch = new AtomicReference<>(new Branch("", 0, ""));
        TccHookManager.registerHook(new BeforeTry(branch::set));
        return branch;
    }

    private String claimOf(String order) {
        return sql.sql("SELECT COALESCE(checkout_xid, 'none') FROM reservation WHERE order_id = ?")
                .param(order)
                .query(String.class)
                .single();
    }

    private static BranchStatus commit(Branch branch) throws TransactionException {
        return DefaultResourceManager.get()
                .branchCommit(BranchType.TCC, branch.xid, branch.id, ReservationCheckout.ACTION, branch.data);
    }

    private static BranchStatus rollBack(Branch branch) {
        try {
            return DefaultResourceManager.get()
                    .branchRollback(BranchType.TCC, branch.xid, branch.id, ReservationCheckout.ACTION, branch.data);
        } catch (TransactionException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Branch(String xid, long id, String data) {}

    /** What the coordinator keeps for a branch that was registered and not tried. */
    private static String context(String order) {
        return "{\"actionContext\":{\"orderId\":\"" + order + "\",\"useTCCFence\":true,"
                + "\"sys::commit\":\"confirm\",\"sys::rollback\":\"cancel\",\"actionName\":\""
                + ReservationCheckout.ACTION + "\"}}";
    }
}
