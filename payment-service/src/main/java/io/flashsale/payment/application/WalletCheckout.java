package io.flashsale.payment.application;

import io.flashsale.payment.domain.Failure;
import io.flashsale.payment.domain.Payment;
import org.apache.seata.spring.annotation.GlobalTransactional;
import org.springframework.stereotype.Component;

/**
 * Pays an order from the wallet: wallet, order and reservation all move, or none does. One global transaction of three
 * try/confirm/cancel branches; the coordinator confirms all three once every try has succeeded, else cancels.
 */
@Component
public class WalletCheckout {

    /** Two calls to peers at three seconds each, and some air. */
    private static final int TIMEOUT_MILLIS = 15_000;

    private final WalletBranch wallet;
    private final CheckoutPeers peers;

    WalletCheckout(WalletBranch wallet, CheckoutPeers peers) {
        this.wallet = wallet;
        this.peers = peers;
    }

    /**
     * Tries all three branches; when this returns, the coordinator has decided to confirm.
     *
     * @throws CheckoutRefused if one of them says no
     */
    @GlobalTransactional(name = "wallet-checkout", timeoutMills = TIMEOUT_MILLIS)
    public void checkOut(Payment payment) {
        switch (wallet.hold(payment.id())) {
            case HELD -> {
                peers.tryOrder(payment.orderId(), payment.id(), payment.amount());
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
