package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.inventory.application.Change;
import io.flashsale.inventory.application.RepairGates;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LedgerRejectsBeyondTotalIT extends InventoryIT {
    @Autowired
    private SeenRejections rejections;

    @Autowired
    private RepairGates repairGates;

    @Test
    void whatAGateThatWentWrongPromisesTooMuchIsRejected() {
        Sale sale = openSale(5, 1);
        sale.stock().put("available", "9");
        double before = meters.counter("flashsale.reservations.rejected").count();
        List<Map<String, Object>> attempts = wishes(8);
        sale.batch(newId(), attempts);

        sale.awaitLedger(5, 0);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(sale.reservations("REJECTED")).isEqualTo(3));
        assertThat(sale.reservations("HELD")).isEqualTo(5);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(attempts.stream()
                                .map(attempt -> String.valueOf(attempt.get("orderId")))
                                .filter(rejections.orders()::contains))
                        .hasSize(3));

        String rejected = sql.sql("SELECT order_id FROM reservation WHERE item_id = ? AND status = 'REJECTED' LIMIT 1")
                .param(sale.itemId)
                .query(String.class)
                .single();
        assertThat(release(rejected)).isEqualTo(Change.ALREADY);
        assertThat(meters.counter("flashsale.reservations.rejected").count() - before)
                .isEqualTo(3);
        await().atMost(SOON).untilAsserted(() -> {
            repairGates.repair();
            assertThat(sale.gateAvailable()).isZero();
            assertThat(sale.stock().get("epoch")).isEqualTo("2");
        });
        assertThat(sale.buy("ann")).isEqualTo("SOLD_OUT");
    }
}
