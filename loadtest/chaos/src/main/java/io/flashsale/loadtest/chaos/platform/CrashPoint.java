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
            "io.flashsale.reward.Points",
            "grant",
            When.ENTER,
            "the fulfilment saga is between payment and points");

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
