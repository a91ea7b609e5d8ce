package io.flashsale.payment.tcc;

import io.flashsale.payment.application.WalletBranch;
import org.springframework.stereotype.Component;

/** Joins the wallet to the current global transaction. */
@Component
class SeataWalletBranch implements WalletBranch {

    private final WalletHold hold;

    SeataWalletBranch(WalletHold hold) {
        this.hold = hold;
    }

    @Override
    public Hold hold(String paymentId) {
        try {
            hold.tryHold(null, paymentId);
            return Hold.HELD;
        } catch (WalletHold.NotHeld refusal) {
            return refusal.reason();
        }
    }
}
