package io.flashsale.reward;

/**
 * What a buyer has and owes, in points. A reversal takes back exactly what was granted; points that are spent already
 * become a debt, which later grants pay off before they count.
 *
 * @param balance never negative
 * @param debt never negative, and zero while there is a balance
 */
record PointsAccount(long balance, long debt) {

    PointsAccount {
        if (balance < 0 || debt < 0 || (balance > 0 && debt > 0)) {
            throw new IllegalArgumentException("No such account: balance " + balance + ", debt " + debt);
        }
    }

    PointsAccount granted(long points) {
        long paidOff = Math.min(debt, points);
        return new PointsAccount(balance + points - paidOff, debt - paidOff);
    }

    PointsAccount reversed(long points) {
        long taken = Math.min(balance, points);
        return new PointsAccount(balance - taken, debt + points - taken);
    }
}
