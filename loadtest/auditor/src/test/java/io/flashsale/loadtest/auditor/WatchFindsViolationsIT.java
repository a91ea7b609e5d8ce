package io.flashsale.loadtest.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be seen while a sale goes on. */
class WatchFindsViolationsIT extends PlantedViolation {

    @Test
    void aWatchOfASaleThatGoesWellFindsNothing() {
        assertThat(look()).isEqualTo(new Watched(1, 0, List.of()));
    }

    @Test
    void aWatchFindsAnOversellWhileItHappens() throws SQLException {
        sql("inventory", "UPDATE campaign_item SET total = 0 WHERE sku = 'case'");

        assertThat(look().violations())
                .contains("campaign 1 case: held 0 + sold 1 of 0", "case: 1 units paid for of 0");
    }

    @Test
    void aWatchFindsNegativeMoneyWhileItHappens() throws SQLException {
        sql("payment", "UPDATE wallet SET balance = -5 WHERE buyer_id = 'alice'");

        assertThat(look().violations()).containsExactly("1 wallets are negative");
    }

    private Watched look() {
        LiveWatch watch = new LiveWatch(sale.stores(), "1");
        watch.look();
        return watch.watched();
    }
}
