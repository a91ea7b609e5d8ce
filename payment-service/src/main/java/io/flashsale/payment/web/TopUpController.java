package io.flashsale.payment.web;

import io.flashsale.payment.domain.Money;
import io.flashsale.payment.domain.Wallets;
import io.flashsale.payment.web.WalletController.WalletResource;
import io.flashsale.web.Caller;
import io.flashsale.web.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Money out of nowhere, for development only. With an Idempotency-Key it comes once. */
@RestController
@Profile("dev")
class TopUpController {

    private final Wallets wallets;

    TopUpController(Wallets wallets) {
        this.wallets = wallets;
    }

    @PostMapping("/api/wallet/top-ups")
    WalletResource topUp(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody TopUpRequest request) {
        String buyerId = caller.require(Role.SHOPPER).subject();
        Money amount = Checks.positive("amount", request.amount());
        String key = idempotencyKey == null ? UUID.randomUUID().toString() : Checks.idempotencyKey(idempotencyKey);
        wallets.topUp(buyerId, amount, buyerId + "." + key);
        return WalletResource.of(wallets.of(buyerId));
    }

    record TopUpRequest(@Nullable Money amount) {}
}
