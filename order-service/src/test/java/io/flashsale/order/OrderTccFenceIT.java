package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.domain.Order;
import io.flashsale.order.domain.OrderStatus;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.seata.core.context.RootContext;
import org.apache.seata.core.exception.TransactionException;
import org.apache.seata.core.model.BranchStatus;
import org.apache.seata.core.model.BranchType;
import org.apache.seata.integration.tx.api.fence.hook.TccHook;
import org.apache.seata.integration.tx.api.fence.hook.TccHookManager;
import org.apache.seata.rm.DefaultResourceManager;
import org.apache.seata.rm.tcc.api.BusinessActionContext;
import org.apache.seata.tm.api.GlobalTransaction;
import org.apache.seata.tm.api.GlobalTransactionContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The branch against the ways in which a coordinator and a network can surprise it. */
class OrderTccFenceIT extends OrderServiceIT {

    private static final int TIMEOUT_MILLIS = 60_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @AfterEach
    void leaveTransaction() {
        TccHookManager.clear();
        RootContext.unbind();
    }

    @Test
    void confirmsOnceThoughToldTwice() throws TransactionException {
        Order order = storedOrder(Duration.ofMinutes(5));
        GlobalTransaction transaction = begin();
        AtomicReference<Branch> branch = rememberBranch();
        assertThat(checkout(order, transaction.getXid())).isEqualTo(200);
        assertThat(statusOf(order.id())).isEqualTo(OrderStatus.PAYING);

        assertThat(confirm(branch.get())).isEqualTo(BranchStatus.PhaseTwo_Committed);
        assertThat(statusOf(order.id())).isEqualTo(OrderStatus.PAID);
        assertThat(confirm(branch.get())).isEqualTo(BranchStatus.PhaseTwo_Committed);

        assertThat(statusOf(order.id())).isEqualTo(OrderStatus.PAID);
        assertThat(orders.historyOf(order.id())).hasSize(3);
        assertThat(fenceStatus(branch.get())).isEqualTo(2);
    }

    @Test
    void cancelWithoutTryDoesNothing() throws TransactionException {
        Order order = storedOrder(Duration.ofMinutes(5));
        GlobalTransaction transaction = begin();
        AtomicReference<Branch> branch = rememberBranch();
        // The try gets as far as the registration of its branch, then its process is gone.
        TccHookManager.registerHook(new BeforeTry(_ -> {
            throw new IllegalStateException("gone");
        }));
        checkout(order, transaction.getXid());
        TccHookManager.clear();

        transaction.rollback();

        await().atMost(PATIENCE).until(() -> fenceStatus(branch.get()) != 0);
        assertThat(statusOf(order.id())).isEqualTo(OrderStatus.PENDING_PAYMENT);
        assertThat(orders.historyOf(order.id())).hasSize(order.quantity());
    }

    @Test
    void refusesTryAfterItsCancel() throws TransactionException {
        Order order = storedOrder(Duration.ofMinutes(5));
        GlobalTransaction transaction = begin();
        AtomicReference<BranchStatus> cancelled = new AtomicReference<>();
        // The try is held up after its branch is registered; the coordinator loses patience and cancels meanwhile.
        TccHookManager.registerHook(new BeforeTry(branch -> cancelled.set(cancel(branch))));

        int answer = checkout(order, transaction.getXid());

        assertThat(cancelled.get()).isEqualTo(BranchStatus.PhaseTwo_Rollbacked);
        assertThat(statusOf(order.id())).isEqualTo(OrderStatus.PENDING_PAYMENT);
        assertThat(answer).isGreaterThanOrEqualTo(400);
    }

    @Test
    void rollbackOfTheWholeTransactionLetsTheBuyerTryAgain() throws TransactionException {
        Order order = storedOrder(Duration.ofMinutes(5));
        GlobalTransaction first = begin();
        assertThat(checkout(order, first.getXid())).isEqualTo(200);
        GlobalTransaction second = begin();
        assertThat(checkout(order, second.getXid())).isEqualTo(409);
        second.rollback();
        first.rollback();
        await().atMost(PATIENCE).until(() -> statusOf(order.id()) == OrderStatus.PENDING_PAYMENT);

        GlobalTransaction third = begin();
        assertThat(checkout(order, third.getXid())).isEqualTo(200);
        third.commit();

        await().atMost(PATIENCE).until(() -> statusOf(order.id()) == OrderStatus.PAID);
    }

    @Test
    void refusesAnExpiredOrderAndAWrongAmount() throws TransactionException {
        Order order = storedOrder(Duration.ofMinutes(5));
        Order expired = storedOrder(Duration.ofSeconds(-1));
        GlobalTransaction transaction = begin();

        assertThat(checkout(expired, transaction.getXid())).isEqualTo(409);
        assertThat(checkout(order, transaction.getXid(), 989)).isEqualTo(409);

        transaction.rollback();
    }

    @Test
    void refusesACheckoutOutsideATransaction() {
        Order order = storedOrder(Duration.ofMinutes(5));
        assertThat(asPeer("POST", "/internal/orders/" + order.id() + "/checkout", body(order, 990), r -> r)
                        .status())
                .isEqualTo(422);
    }

    private static GlobalTransaction begin() throws TransactionException {
        RootContext.unbind();
        GlobalTransaction transaction = GlobalTransactionContext.createNew();
        transaction.begin(TIMEOUT_MILLIS, "checkout-test");
        return transaction;
    }

    private int checkout(Order order, String xid) {
        return checkout(order, xid, order.amount().amount());
    }

    private int checkout(Order order, String xid, long amount) {
        return asPeer(
                        "POST",
                        "/internal/orders/" + order.id() + "/checkout",
                        body(order, amount),
                        request -> request.header(RootContext.KEY_XID, xid))
                .status();
    }

    private static String body(Order order, long amount) {
        return "{\"paymentId\":\"p-" + order.id() + "\",\"amount\":{\"amount\":" + amount + ",\"currency\":\"CNY\"}}";
    }

    private static AtomicReference<Branch> rememberBranch() {
        AtomicReference<Branch> seen = new AtomicReference<>(new Branch("", 0, ""));
        TccHookManager.registerHook(new BeforeTry(seen::set));
        return seen;
    }

    private int fenceStatus(Branch branch) {
        return jdbc
                .queryForList(
                        "SELECT status FROM tcc_fence_log WHERE xid = ? AND branch_id = ?",
                        Integer.class,
                        branch.xid,
                        branch.id)
                .stream()
                .findFirst()
                .orElse(0);
    }

    private static BranchStatus confirm(Branch branch) throws TransactionException {
        return DefaultResourceManager.get()
                .branchCommit(BranchType.TCC, branch.xid, branch.id, "order-checkout", branch.data);
    }

    private static BranchStatus cancel(Branch branch) {
        try {
            return DefaultResourceManager.get()
                    .branchRollback(BranchType.TCC, branch.xid, branch.id, "order-checkout", branch.data);
        } catch (TransactionException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Branch(String xid, long id, String data) {}

    /** Runs when a branch is registered and its try has not begun. */
    private record BeforeTry(java.util.function.Consumer<Branch> then) implements TccHook {
        @Override
        public void beforeTccPrepare(String xid, Long branchId, String actionName, BusinessActionContext context) {
            then.accept(new Branch(
                    xid, branchId, JSON.writeValueAsString(Map.of("actionContext", context.getActionContext()))));
        }

        @Override
        public void afterTccPrepare(String xid, Long branchId, String actionName, BusinessActionContext context) {}

        @Override
        public void beforeTccCommit(String xid, Long branchId, String actionName, BusinessActionContext context) {}

        @Override
        public void afterTccCommit(String xid, Long branchId, String actionName, BusinessActionContext context) {}

        @Override
        public void beforeTccRollback(String xid, Long branchId, String actionName, BusinessActionContext context) {}

        @Override
        public void afterTccRollback(String xid, Long branchId, String actionName, BusinessActionContext context) {}
    }
}
