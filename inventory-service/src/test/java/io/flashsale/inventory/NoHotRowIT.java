package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.inventory.application.Change;
import io.flashsale.inventory.application.ConfirmSale;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a purchase writes are rows of its own. The row all purchases share moves once per batch, seen by a trigger. */
class NoHotRowIT extends InventoryIT {
    private static final int ORDERS = 240;
    private static final int PER_BATCH = 12;

    @Autowired
    private ConfirmSale confirmSale;

    @Test
    void theCountersOfAnItemMoveOncePerBatchWhateverHappensToItsOrders() {
        Sale sale = openSale(1000, 1);
        countUpdatesOf(sale);
        heartbeats.stop();
        List<String> orders;
        try {
            orders = IntStream.range(0, ORDERS / PER_BATCH)
                    .parallel()
                    .mapToObj(i -> wishes(PER_BATCH))
                    .flatMap(wishes -> bought(sale, wishes))
                    .toList();
            assertThat(updates()).as("admitting %s orders", ORDERS).isZero();
        } finally {
            heartbeats.start();
        }
        sale.awaitLedger(ORDERS, 0);
        assertThat(updates()).as("holding %s orders", ORDERS).isBetween(1, ORDERS / PER_BATCH);

        heartbeats.stop();
        int before = updates();
        try {
            orders.subList(0, ORDERS / 2).parallelStream()
                    .forEach(order -> assertThat(confirmSale.confirm(order)).isEqualTo(Change.DONE));
            orders.subList(ORDERS / 2, ORDERS).parallelStream()
                    .forEach(order -> assertThat(release(order)).isEqualTo(Change.DONE));
            assertThat(updates() - before).as("selling and releasing").isZero();
        } finally {
            heartbeats.start();
        }
        sale.awaitLedger(0, ORDERS / 2);
        assertThat(updates() - before).as("counting %s entries", ORDERS).isEqualTo(1);
        sale.awaitGate(1000 - ORDERS / 2);
        sql.sql("DROP TRIGGER count_item_updates").update();
    }

    private static Stream<String> bought(Sale sale, List<Map<String, Object>> wishes) {
        assertThat(sale.batch(newId(), wishes).status()).isEqualTo(200);
        return wishes.stream().map(wish -> String.valueOf(wish.get("orderId")));
    }

    private void countUpdatesOf(Sale sale) {
        sql.sql("CREATE TABLE item_updates (n INT NOT NULL)").update();
        sql.sql("INSERT INTO item_updates VALUES (0)").update();
        sql.sql("CREATE TRIGGER count_item_updates AFTER UPDATE ON campaign_item FOR EACH ROW "
                        + "UPDATE item_updates SET n = n + IF(NEW.id = " + sale.itemId + ", 1, 0)")
                .update();
        await().until(() -> updates() == 0);
    }

    private int updates() {
        return sql.sql("SELECT n FROM item_updates").query(Integer.class).single();
    }
}
