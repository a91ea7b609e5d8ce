package io.flashsale.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flashsale.payment.domain.Money;
import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.PaymentMethod;
import io.flashsale.payment.domain.Payments;
import io.flashsale.payment.domain.Rewards;
import io.flashsale.payment.tcc.WalletHold;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.seata.core.context.RootContext;
import org.apache.seata.core.exception.TransactionException;
import org.apache.seata.core.model.BranchStatus;
import org.apache.seata.core.model.BranchType;
import org.apache.seata.core.model.GlobalStatus;
import org.apache.seata.core.model.ResourceManager;
import org.apache.seata.rm.DefaultResourceManager;
import org.apache.seata.tm.api.GlobalTransaction;
import org.apache.seata.tm.api.GlobalTransactionContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Phases arrive twice, without their try, and in the wrong order; the money does not notice. */
class WalletTccFenceIT extends PaymentIT {

    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int SUSPENDED = 4;

    @Autowired
    WalletHold walletHold;

    @Autowired
    Payments payments;

    @Autowired
    ApplicationContext context;

    private final AtomicReference<@Nullable Branch> registered = new AtomicReference<>();
    private boolean cancelBeforeTry;
    private ResourceManager real;
    private String buyer;
    private Payment payment;

    @BeforeEach
    void aBuyerWithMoney() {
        // Not in a field: the test instance is older than the application that brings the manager.
        real = DefaultResourceManager.get().getResourceManager(BranchType.TCC);
        buyer = fresh("b");
        topUp(buyer, 1000);
        payment = initiated(buyer);
        payments.add(payment);
        DefaultResourceManager.mockResourceManager(BranchType.TCC, watching());
    }

    @AfterEach
    void stopWatching() {
        DefaultResourceManager.mockResourceManager(BranchType.TCC, real);
        RootContext.unbind();
    }

    @Test
    void theFenceIsThere() {
        assertThat(context.containsBean("springFenceConfig")).isTrue();
    }

    @Test
    void confirmsOnceWhenConfirmArrivesTwice() throws TransactionException {
        GlobalTransaction transaction = begin();
        walletHold.tryHold(null, payment.id());
        assertThat(purse(buyer)).isEqualTo(new Purse(10, 990));
        transaction.commit();
        await().untilAsserted(() -> assertThat(purse(buyer)).isEqualTo(new Purse(10, 0)));

        assertThat(phaseTwo(true)).isEqualTo(BranchStatus.PhaseTwo_Committed);

        assertThat(purse(buyer)).isEqualTo(new Purse(10, 0));
        assertThat(statusOf(payment.id())).isEqualTo("CAPTURED");
        assertThat(sum("SELECT COUNT(*) FROM wallet_entry WHERE buyer_id = ? AND kind = 'CAPTURE'", buyer))
                .isEqualTo(1);
        await().untilAsserted(() -> assertThat(heard.ofOrder(payment.orderId())).hasSize(1));
    }

    @Test
    void cancelsOnceWhenCancelArrivesTwice() throws TransactionException {
        GlobalTransaction transaction = begin();
        walletHold.tryHold(null, payment.id());
        transaction.rollback();
        await().untilAsserted(() -> assertThat(purse(buyer)).isEqualTo(new Purse(1000, 0)));

        assertThat(phaseTwo(false)).isEqualTo(BranchStatus.PhaseTwo_Rollbacked);

        assertThat(purse(buyer)).isEqualTo(new Purse(1000, 0));
        assertThat(statusOf(payment.id())).isEqualTo("FAILED");
    }

    @Test
    void cancelsNothingWhenTheTryNeverHappened() throws TransactionException {
        jdbc.update("UPDATE wallet SET balance = 10 WHERE buyer_id = ?", buyer);
        GlobalTransaction transaction = begin();
        assertThatThrownBy(() -> walletHold.tryHold(null, payment.id())).hasMessage("INSUFFICIENT_FUNDS");
        transaction.rollback();

        assertThat(transaction.getLocalStatus()).isIn(GlobalStatus.Rollbacked, GlobalStatus.Finished);
        assertThat(phaseTwo(false)).isEqualTo(BranchStatus.PhaseTwo_Rollbacked);
        assertThat(purse(buyer)).isEqualTo(new Purse(10, 0));
        assertThat(statusOf(payment.id())).isEqualTo("INITIATED");
        assertThat(fenceStatus()).isEqualTo(SUSPENDED);
    }

    @Test
    void refusesATryThatComesAfterItsCancel() throws TransactionException {
        cancelBeforeTry = true;
        GlobalTransaction transaction = begin();

        assertThatThrownBy(() -> walletHold.tryHold(null, payment.id())).isInstanceOf(Exception.class);

        assertThat(purse(buyer)).isEqualTo(new Purse(1000, 0));
        assertThat(statusOf(payment.id())).isEqualTo("INITIATED");
        transaction.rollback();
        assertThat(purse(buyer)).isEqualTo(new Purse(1000, 0));
    }

    private static GlobalTransaction begin() throws TransactionException {
        GlobalTransaction transaction = GlobalTransactionContext.createNew();
        transaction.begin(TIMEOUT_MILLIS, "wallet-fence");
        return transaction;
    }

    private BranchStatus phaseTwo(boolean commit) throws TransactionException {
        Branch branch = branch();
        return commit
                ? real.branchCommit(BranchType.TCC, branch.xid(), branch.id(), branch.resource(), branch.data())
                : real.branchRollback(BranchType.TCC, branch.xid(), branch.id(), branch.resource(), branch.data());
    }

    private int fenceStatus() {
        return (int)
                sum("SELECT status FROM tcc_fence_log WHERE xid = ? AND branch_id = ?", branch().xid(), branch().id());
    }

    private Branch branch() {
        return Objects.requireNonNull(registered.get(), "no branch was registered");
    }

    /** Notes each branch as it is registered and, if so told, has it cancelled before its try begins. */
    private ResourceManager watching() {
        return (ResourceManager) Proxy.newProxyInstance(
                ResourceManager.class.getClassLoader(), new Class<?>[] {ResourceManager.class}, this::watch);
    }

    private @Nullable Object watch(Object proxy, Method method, Object[] arguments) throws Throwable {
        try {
            Object result = method.invoke(real, arguments);
            if (method.getName().equals("branchRegister")) {
                registered.set(
                        new Branch((String) arguments[3], (Long) result, (String) arguments[1], (String) arguments[4]));
                if (cancelBeforeTry) {
                    phaseTwo(false);
                }
            }
            return result;
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNullElse(e.getCause(), e);
        }
    }

    private static Payment initiated(String buyer) {
        return Payment.initiated(
                fresh("p"),
                fresh("o"),
                buyer,
                PaymentMethod.WALLET,
                Money.cny(990),
                Rewards.NONE,
                fresh("k"),
                Instant.now().plusSeconds(900),
                Instant.now());
    }

    private record Branch(String xid, long id, String resource, String data) {}
}
