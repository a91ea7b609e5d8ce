package io.flashsale.loadtest.benchmark.checkout;

/** Ways to pay, and the least that any of them asks of the coordinator. */
enum Arm {
    WALLET("from the wallet: TCC over payment, order and inventory, then the fulfilment saga"),
    POINTS("the same and 5 points: TCC over four services, then the fulfilment saga"),
    PROVIDER("at the provider: prepay, cashier, notification, asked again, then the fulfilment saga"),
    SEATA("a global transaction of three empty branches: begin, three registrations, commit, three confirmations");

    private final String description;

    Arm(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    /** Whether an order is paid. */
    boolean paysAnOrder() {
        return this != SEATA;
    }
}
