package io.flashsale.loadtest.auditor;

/** What must be true of a sale, whatever happened during it. */
public enum Invariant {
    I1("available + held + sold = total, and the counters are the sum of the ledger"),
    I2("nothing is negative"),
    I3("held and sold are the sums over the orders by state"),
    I4("the gate never promises more than the ledger allows, and equals it once drained"),
    I5("no buyer has more than the limit"),
    I6("every accepted order reached exactly one terminal outcome"),
    I7("no order without a reservation, no reservation without an order"),
    I8("same key, same answer"),
    I9("only legal transitions; no money kept for a cancelled order"),
    I10("captured - refunded = paid orders, and the provider's books agree"),
    I11("points granted once, reversed once"),
    I12("no unexplained parked or discarded message"),
    I13("nothing is stuck in Seata"),
    I14("no order before the sale opened or after it ended"),
    I15("nobody was told sold out while there was stock"),
    I16("everything came to rest within its bound"),
    I17("nothing admitted without a valid purchase token");

    private final String title;

    Invariant(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
