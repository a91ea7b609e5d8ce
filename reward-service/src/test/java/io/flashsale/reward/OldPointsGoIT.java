package io.flashsale.reward;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.jobs.TakeOldRows;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Old entries are archived, and an order that earned long ago still earns no second time. */
class OldPointsGoIT extends RewardIT {

    @Autowired
    TakeOldRows takeOldRows;

    @Test
    void oldEntriesGoAndNothingIsGrantedAgain() {
        String buyer = fresh("b");
        String order = fresh("o");
        grant(order, buyer, 1000);
        String held = fresh("o");
        hold(fresh("p"), checkout(held, buyer, 1000, 3, null));
        jdbc.update("UPDATE points_entry SET created_at = created_at - INTERVAL 100 DAY WHERE buyer_id = ?", buyer);
        String young = fresh("o");
        grant(young, buyer, 500);

        takeOldRows.whenItIsTime();

        assertThat(lines("points_entry", order)).isZero();
        assertThat(lines("points_entry_archive", order)).isEqualTo(2);
        assertThat(lines("points_entry", held)).isEqualTo(2);
        assertThat(lines("points_entry", young)).isEqualTo(2);
        assertThat(grant(order, buyer, 1000).points()).isEqualTo(10);
        assertThat(points(buyer).path("balance").asLong()).isEqualTo(12);
        assertThat(reverse(order).points()).isEqualTo(10);
        assertThat(sum(
                        "SELECT SUM(points) FROM (SELECT buyer_id, account, points FROM points_entry UNION ALL"
                                + " SELECT buyer_id, account, points FROM points_entry_archive) every"
                                + " WHERE buyer_id = ? AND account = 'AVAILABLE'",
                        buyer))
                .isEqualTo(points(buyer).path("balance").asLong());
    }

    private long lines(String table, String order) {
        return sum("SELECT COUNT(*) FROM " + table + " WHERE order_id = ?", order);
    }
}
