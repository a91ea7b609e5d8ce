package io.flashsale.reward.points;

/** Where points can be: three accounts of each buyer, and three of the shop. */
enum Account {
    /** What the buyer can spend. */
    AVAILABLE,
    /** What is set aside for payments in flight. */
    FROZEN,
    /** What the buyer owes; zero or below. */
    DEBT,
    /** Where points come from; zero or below. */
    ISSUED,
    /** What paid for orders. */
    REDEEMED,
    /** What nobody spent in time. */
    EXPIRED
}
