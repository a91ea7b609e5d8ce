package io.flashsale.order.web;

import io.flashsale.order.domain.Money;

/** Money on the wire, in minor units. */
record MoneyResource(long amount, String currency) {

    static MoneyResource of(Money money) {
        return new MoneyResource(money.amount(), money.currency());
    }

    Money toMoney() {
        return new Money(amount, currency);
    }
}
