package io.flashsale.inventory.web;

import io.flashsale.inventory.domain.Money;

/** An amount in minor units, for example {@code {"amount": 990, "currency": "CNY"}}. */
record MoneyResource(long amount, String currency) {
    static MoneyResource of(Money money) {
        return new MoneyResource(money.amount(), money.currency());
    }
}
