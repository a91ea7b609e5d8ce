package io.flashsale.reward.points;

/**
 * What a buyer has and owes, in points.
 *
 * @param balance what can be spent; never negative, and the sum of the buyer's lots
 * @param frozen set aside for payments in flight; never negative
 * @param debt never negative
 * @param earned granted less reversed, ever
 */
record PointsAccount(long balance, long frozen, long debt, long earned) {

    static final PointsAccount EMPTY = new PointsAccount(0, 0, 0, 0);

    PointsAccount {
        if (balance < 0 || frozen < 0 || debt < 0) {
            throw new IllegalArgumentException(
                    "No such account: balance " + balance + ", frozen " + frozen + ", debt " + debt);
        }
    }

    /** The account after so many points have moved. */
    PointsAccount after(Movement movement, long points) {
        long counted = movement == Movement.GRANT ? points : movement == Movement.REVERSAL ? -points : 0;
        return new PointsAccount(
                balance + movement.sign(Account.AVAILABLE) * points,
                frozen + movement.sign(Account.FROZEN) * points,
                debt - movement.sign(Account.DEBT) * points,
                earned + counted);
    }

    /** What of an incoming number of points pays debt off before they count. */
    long paysOff(long points) {
        return Math.min(debt, points);
    }

    /** What is missing to take so many points back. */
    long lacks(long points) {
        return Math.max(0, points - balance);
    }
}
