package io.flashsale.payment.web;

import io.flashsale.payment.domain.Money;
import io.flashsale.payment.domain.Wallet;
import io.flashsale.payment.domain.Wallets;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A shopper's wallet. */
@RestController
class WalletController {

    private final Wallets wallets;

    WalletController(Wallets wallets) {
        this.wallets = wallets;
    }

    @GetMapping("/api/wallet")
    WalletResource mine(Caller caller) {
        return WalletResource.of(wallets.of(caller.require(Role.SHOPPER).subject()));
    }

    record WalletResource(Money balance, Money held) {
        static WalletResource of(Wallet wallet) {
            return new WalletResource(wallet.balance(), wallet.held());
        }
    }
}
