package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.jobs.TakeOldRows;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The stock records of campaigns that are over are archived when they are old; a campaign that sells keeps all of its. */
class OldStockGoesIT extends InventoryIT {

    @Autowired
    TakeOldRows takeOldRows;

    @Test
    void campaignsThatAreOverGoAndWhatIsUnfinishedStays() {
        Sale over = openSale(10, 5);
        String released = over.bought("alice", 2);
        String held = over.bought("bob", 1);
        release(released);
        awaitReservation(released, "RELEASED");
        over.awaitLedger(1, 0);
        over.awaitGate(9);
        Sale selling = openSale(10, 5);
        String kept = selling.bought("carol", 1);
        release(kept);
        awaitReservation(kept, "RELEASED");
        selling.awaitGate(10);
        over.step("stop");
        age(over, 120);
        age(selling, 120);
        sql.sql("UPDATE campaign SET starts_at = starts_at - INTERVAL 130 DAY, ends_at = ends_at - INTERVAL 120 DAY"
                        + " WHERE id = ?")
                .param(over.id)
                .update();
        heartbeats.stop();
        try {
            state(held, "NEW");
            takeOldRows.whenItIsTime();
        } finally {
            state(held, "DONE");
            heartbeats.start();
        }

        assertThat(rows("reservation", released)).isZero();
        assertThat(rows("reservation_archive", released)).isEqualTo(1);
        assertThat(rows("ledger_entry", released)).isZero();
        assertThat(rows("ledger_entry_archive", released)).isEqualTo(2);
        assertThat(rows("reservation", held)).isEqualTo(1);
        assertThat(rows("ledger_entry", held)).isEqualTo(1);
        assertThat(rows("reservation", kept)).isEqualTo(1);
        assertThat(rows("ledger_entry", kept)).isEqualTo(2);
        assertThat(journalled(over)).isZero();
        assertThat(journalled(selling)).isPositive();
    }

    private void age(Sale sale, int days) {
        sql.sql("UPDATE reservation SET updated_at = updated_at - INTERVAL ? DAY WHERE item_id = ?")
                .param(days)
                .param(sale.itemId)
                .update();
        sql.sql("UPDATE ledger_entry SET created_at = created_at - INTERVAL ? DAY WHERE item_id = ?")
                .param(days)
                .param(sale.itemId)
                .update();
        sql.sql("UPDATE journal_entry SET applied_at = applied_at - INTERVAL ? DAY WHERE item_id = ?")
                .param(days)
                .param(sale.itemId)
                .update();
    }

    private void state(String order, String state) {
        sql.sql("UPDATE ledger_entry SET state = ? WHERE order_id = ?")
                .param(state)
                .param(order)
                .update();
    }

    private int rows(String table, String order) {
        return sql.sql("SELECT COUNT(*) FROM " + table + " WHERE order_id = ?")
                .param(order)
                .query(Integer.class)
                .single();
    }

    private int journalled(Sale sale) {
        return sql.sql("SELECT COUNT(*) FROM journal_entry WHERE item_id = ?")
                .param(sale.itemId)
                .query(Integer.class)
                .single();
    }
}
