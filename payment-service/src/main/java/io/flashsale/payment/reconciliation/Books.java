package io.flashsale.payment.reconciliation;

/** Whose books are compared with the payments. */
enum Books {
    STATEMENT,
    WALLETS,
    ORDERS
}
