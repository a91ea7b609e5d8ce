package io.flashsale.reward.points;

/** Why points move from one account to another. */
enum Movement {
    GRANT(Account.ISSUED, Account.AVAILABLE),
    /** An operator's gift: no tier is earned by it. */
    GOODWILL(Account.ISSUED, Account.AVAILABLE),
    REVERSAL(Account.AVAILABLE, Account.ISSUED),
    /** What a reversal finds spent already. */
    BORROWING(Account.DEBT, Account.AVAILABLE),
    REPAYMENT(Account.AVAILABLE, Account.DEBT),
    FREEZE(Account.AVAILABLE, Account.FROZEN),
    RELEASE(Account.FROZEN, Account.AVAILABLE),
    REDEMPTION(Account.FROZEN, Account.REDEEMED),
    RETURN(Account.REDEEMED, Account.AVAILABLE),
    EXPIRY(Account.AVAILABLE, Account.EXPIRED);

    private final Account from;
    private final Account to;

    Movement(Account from, Account to) {
        this.from = from;
        this.to = to;
    }

    Account from() {
        return from;
    }

    Account to() {
        return to;
    }

    /** What the movement of one point does to an account: 1, −1 or 0. */
    int sign(Account account) {
        if (account == to) {
            return 1;
        }
        return account == from ? -1 : 0;
    }
}
