package io.flashsale.loadtest.benchmark.baseline;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** B2: one conditional update and one insert, in one transaction per order. */
@Component
class ConditionalPurchase implements Purchasing {

    private final BaselineTables tables;
    private final TransactionTemplate transaction;

    ConditionalPurchase(BaselineTables tables, TransactionTemplate transaction) {
        this.tables = tables;
        this.transaction = transaction;
    }

    @Override
    public String sku() {
        return "b2";
    }

    @Override
    public void fill(String campaignId, int units) {
        tables.fill(campaignId, sku(), units);
    }

    @Override
    public Outcome buy(PlacedOrder order) {
        boolean sold = Boolean.TRUE.equals(transaction.execute(status -> {
            if (!tables.take(order)) {
                return false;
            }
            tables.insert(order);
            return true;
        }));
        return sold ? Outcome.SOLD : Outcome.SOLD_OUT;
    }
}
