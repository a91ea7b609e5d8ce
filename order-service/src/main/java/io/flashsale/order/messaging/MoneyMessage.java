package io.flashsale.order.messaging;

import io.flashsale.order.domain.Money;

/** Money on the wire. */
record MoneyMessage(long amount, String currency) {

    static MoneyMessage of(Money money) {
        return new MoneyMessage(money.amount(), money.currency());
    }
}
