package io.flashsale.payment.domain;

/**
 * A buyer's stored balance.
 *
 * @param balance what can be spent, never negative
 * @param held what checkouts in flight have set aside; not part of the balance
 */
public record Wallet(String buyerId, Money balance, Money held) {

    /** The wallet of somebody who never had one. */
    public static Wallet empty(String buyerId) {
        return new Wallet(buyerId, Money.cny(0), Money.cny(0));
    }
}
