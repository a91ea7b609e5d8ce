package io.flashsale.payment.application;

import io.flashsale.payment.domain.Failure;
import io.flashsale.payment.domain.Payment;
import io.flashsale.payment.domain.Payments;
import org.apache.seata.spring.annotation.GlobalTransactional;
import org.springframework.stereotype.Component;

/**
 * Pays an order from the wallet, and with rewards: rewards, wallet, order and reservation all move, or none does. One
 * global transaction of try/confirm/cancel branches; the coordinator confirms all once every try has succeeded, else
 * cancels.
 */
@Component
public class WalletCheckout {

    /** Three calls to peers at three seconds each, and some air. */
    private static final int TIMEOUT_MILLIS = 15_000;

    private final WalletBranch wallet;
    private final CheckoutPeers peers;
    private final Payments payments;

    WalletCheckout(WalletBranch wallet, CheckoutPeers peers, Payments payments) {
        this.payments = payments;
        this.wallet = wallet;
        this.peers = peers;
    }

    /**
     * Tries all branches; when this returns, the coordinator has decided to confirm.
     *
     * @throws CheckoutRefused if one of them says no
     */
    @GlobalTransactional(name = "wallet-checkout", timeoutMills = TIMEOUT_MILLIS)
    public void checkOut(Payment payment) {
        if (!payment.rewards().isNone()) {
            // First, since what they are worth is what the wallet need not pay.
            payments.discount(payment.id(), peers.tryRewards(payment));
        }
        switch (wallet.hold(payment.id())) {
            case HELD -> {
                peers.tryOrder(payment.orderId(), payment.id(), payment.orderAmount());
                peers.tryReservation(payment.orderId());
            }
            case INSUFFICIENT_FUNDS ->
                throw new CheckoutRefused(Failure.INSUFFICIENT_FUNDS, "The wallet does not hold enough.");
            case ORDER_TAKEN ->
                throw new CheckoutRefused(Failure.ORDER_NOT_PAYABLE, "Another payment pays this order.");
            case NOT_INITIATED ->
                throw new CheckoutRefused(Failure.UNAVAILABLE, "The payment is being made by another request.");
        }
    }
}
