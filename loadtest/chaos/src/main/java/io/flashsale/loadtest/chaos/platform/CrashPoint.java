package io.flashsale.loadtest.chaos.platform;

import io.flashsale.launcher.stack.Component;
import io.flashsale.loadtest.faults.FaultPlan;
import io.flashsale.loadtest.faults.FaultPlan.Crash;
import io.flashsale.loadtest.faults.FaultPlan.When;
import java.time.Duration;

/** A moment in the code of a service at which its process can be made to end. */
public enum CrashPoint {
    AFTER_HALF(
            Component.ORDER,
            "io.flashsale.order.messaging.TransactionalBatches",
            "executeLocalTransaction",
            When.ENTER,
            "the half message is stored, nothing is reserved"),
    AFTER_RESERVE(
            Component.ORDER,
            "io.flashsale.order.client.HttpStockGate",
            "reserve",
            When.EXIT,
            "the units are reserved, nobody here has looked at the answer"),
    BEFORE_COMMIT(
            Component.ORDER,
            "org.apache.rocketmq.client.impl.producer.DefaultMQProducerImpl",
            "endTransaction",
            When.ENTER,
            "the verdict is known, the broker is not told"),
    AFTER_INSERT(
            Component.ORDER,
            "io.flashsale.order.messaging.PlacedOrdersListener",
            "on",
            When.EXIT,
            "the orders are stored, the message is not acknowledged"),
    AFTER_LUA(
            Component.INVENTORY,
            "io.flashsale.inventory.gate.RedisStockGate",
            "decide",
            When.EXIT,
            "the gate has decided, order-service has no answer"),
    BEFORE_JOURNAL_ACK(
            Component.INVENTORY,
            "io.flashsale.inventory.gate.RedisJournal",
            "acknowledge",
            When.ENTER,
            "the ledger has the entries, the journal still holds them"),
    BEFORE_WALLET_TRY(
            Component.PAYMENT,
            "org.apache.seata.rm.fence.SpringFenceHandler",
            "prepareFence",
            When.ENTER,
            "the branch of the wallet is registered, its try has not begun"),
    AFTER_WALLET_TRY(
            Component.PAYMENT,
            "io.flashsale.payment.tcc.SeataWalletBranch",
            "hold",
            When.EXIT,
            "the wallet is frozen, the checkout is not decided"),
    BEFORE_CAPTURE(
            Component.PAYMENT,
            "io.flashsale.payment.application.CaptureProviderPayment",
            "capture",
            When.ENTER,
            "the provider has the money, the payment is not captured"),
    BEFORE_POINTS(
            Component.REWARD,
            "io.flashsale.reward.points.Points",
            "grant",
            When.ENTER,
            "the fulfilment saga is between payment and points"),
    EVERYTHING_TRIED(
            Component.PAYMENT,
            "io.flashsale.payment.client.HttpCheckoutPeers",
            "tryReservation",
            When.EXIT,
            "every branch is tried, nothing is decided"),
    WALLET_CONFIRMED(
            Component.PAYMENT,
            "org.apache.seata.rm.tcc.TCCResourceManager",
            "branchCommit",
            When.EXIT,
            "the wallet is charged, the coordinator does not know"),
    WALLET_CANCELLED(
            Component.PAYMENT,
            "org.apache.seata.rm.tcc.TCCResourceManager",
            "branchRollback",
            When.EXIT,
            "the wallet has its money again, the coordinator does not know"),
    ORDER_CONFIRMED(
            Component.ORDER,
            "org.apache.seata.rm.tcc.TCCResourceManager",
            "branchCommit",
            When.EXIT,
            "the order is PAID, the coordinator does not know"),
    ORDER_CANCELLED(
            Component.ORDER,
            "org.apache.seata.rm.tcc.TCCResourceManager",
            "branchRollback",
            When.EXIT,
            "the order waits for payment again, the coordinator does not know"),
    RESERVATION_CONFIRMED(
            Component.INVENTORY,
            "org.apache.seata.rm.tcc.TCCResourceManager",
            "branchCommit",
            When.EXIT,
            "the units are sold, the coordinator does not know"),
    RESERVATION_CANCELLED(
            Component.INVENTORY,
            "org.apache.seata.rm.tcc.TCCResourceManager",
            "branchRollback",
            When.EXIT,
            "the units are held as before, the coordinator does not know"),
    REWARD_CONFIRMED(
            Component.REWARD,
            "org.apache.seata.rm.tcc.TCCResourceManager",
            "branchCommit",
            When.EXIT,
            "the points are spent, the coordinator does not know"),
    REWARD_CANCELLED(
            Component.REWARD,
            "org.apache.seata.rm.tcc.TCCResourceManager",
            "branchRollback",
            When.EXIT,
            "the points can be spent again, the coordinator does not know"),
    AFTER_ORDER_TRY(
            Component.ORDER,
            "io.flashsale.order.web.InternalOrdersController",
            "checkout",
            When.EXIT,
            "the order is PAYING, payment-service has no answer"),
    AFTER_RESERVATION_TRY(
            Component.INVENTORY,
            "io.flashsale.inventory.web.ReservationsController",
            "checkout",
            When.EXIT,
            "the reservation is claimed, payment-service has no answer"),
    AFTER_REWARD_TRY(
            Component.REWARD,
            "io.flashsale.reward.checkout.CheckoutsController",
            "checkOut",
            When.EXIT,
            "the points are frozen, payment-service has no answer"),
    STOCK_CONFIRMED(
            Component.ORDER,
            "io.flashsale.order.saga.FulfilmentSteps",
            "confirmStock",
            When.EXIT,
            "the units are sold, the run has not recorded it"),
    POINTS_GRANTED(
            Component.ORDER,
            "io.flashsale.order.saga.FulfilmentSteps",
            "grantPoints",
            When.EXIT,
            "the points are granted, the run has not recorded it"),
    COUPONS_GRANTED(
            Component.ORDER,
            "io.flashsale.order.saga.FulfilmentSteps",
            "grantCoupons",
            When.EXIT,
            "the coupons are granted, the run has not recorded it"),
    MARKED_PAID(
            Component.ORDER,
            "io.flashsale.order.saga.FulfilmentSteps",
            "markPaid",
            When.EXIT,
            "the first step of fulfilment is done, the run has not recorded it"),
    MARKED_FULFILLED(
            Component.ORDER,
            "io.flashsale.order.saga.FulfilmentSteps",
            "markFulfilled",
            When.EXIT,
            "the order is FULFILLED, the run has not recorded it"),
    REWARDS_REVERSED(
            Component.ORDER,
            "io.flashsale.order.saga.RefundSteps",
            "reverseRewards",
            When.EXIT,
            "the points are taken back, the run has not recorded it"),
    MONEY_REFUNDED(
            Component.ORDER,
            "io.flashsale.order.saga.RefundSteps",
            "refundMoney",
            When.EXIT,
            "the money is back, the run has not recorded it"),
    SPENT_RETURNED(
            Component.ORDER,
            "io.flashsale.order.saga.RefundSteps",
            "returnSpent",
            When.EXIT,
            "spent points are back, the run has not recorded it"),
    STOCK_RETURNED(
            Component.ORDER,
            "io.flashsale.order.saga.RefundSteps",
            "returnStock",
            When.EXIT,
            "the units are back, the run has not recorded it"),
    MARKED_REFUNDED(
            Component.ORDER,
            "io.flashsale.order.saga.RefundSteps",
            "markRefunded",
            When.EXIT,
            "the order is REFUNDED, the run has not recorded it"),
    SALE_ANSWERED(
            Component.INVENTORY,
            "io.flashsale.inventory.web.ReservationsController",
            "sell",
            When.EXIT,
            "the units are sold, the saga has no answer"),
    RETURN_ANSWERED(
            Component.INVENTORY,
            "io.flashsale.inventory.web.ReservationsController",
            "giveBack",
            When.EXIT,
            "the units are back, the saga has no answer"),
    COUPONS_ANSWERED(
            Component.REWARD,
            "io.flashsale.reward.coupons.OrderCouponsController",
            "grant",
            When.EXIT,
            "the coupons are granted, the saga has no answer"),
    REVERSAL_ANSWERED(
            Component.REWARD,
            "io.flashsale.reward.points.OrderPointsController",
            "reverse",
            When.EXIT,
            "the points are taken back, the saga has no answer"),
    REFUND_ANSWERED(
            Component.PAYMENT,
            "io.flashsale.payment.web.RefundsController",
            "refund",
            When.EXIT,
            "the money is back, the saga has no answer");

    private final Component component;

    @SuppressWarnings("ImmutableEnumChecker") // a record of two strings
    private final FaultPlan.Method method;

    private final When when;
    private final String meaning;

    CrashPoint(Component component, String type, String method, When when, String meaning) {
        this.component = component;
        this.method = new FaultPlan.Method(type, method);
        this.when = when;
        this.meaning = meaning;
    }

    public Component component() {
        return component;
    }

    /** {@code Type.method}. */
    public String method() {
        return method.toString();
    }

    /** What has happened by then, and what has not. */
    public String meaning() {
        return meaning;
    }

    /** The process ends when the point is reached for the n-th time. */
    Crash halting(int occurrence) {
        return new Crash(method, when, occurrence, Duration.ZERO);
    }

    /** The thread that reaches the point next is held there. */
    Crash holding(Duration pause) {
        return new Crash(method, when, 1, pause);
    }
}
