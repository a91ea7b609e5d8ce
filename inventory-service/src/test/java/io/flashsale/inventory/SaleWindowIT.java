package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.web.Role;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SaleWindowIT extends InventoryIT {
    @Test
    void nothingIsAdmittedBeforeTheWindowEvenWhenOpened() {
        Instant now = Instant.now();
        Sale sale = draft(10, 1, now.plusSeconds(600), now.plusSeconds(1200));
        sale.step("schedule");
        assertThat(sale.buy("ann")).isEqualTo("NOT_OPEN_YET");
        sale.step("warm-up");
        assertThat(sale.buy("ann")).isEqualTo("NOT_OPEN_YET");
        sale.step("open");
        assertThat(sale.buy("ann")).isEqualTo("NOT_OPEN_YET");
        assertThat(sale.gateAvailable()).isEqualTo(10);
    }

    @Test
    void theWindowOpensAndClosesByTheClockOfTheGate() {
        Instant now = Instant.now();
        Sale sale = draft(1000, 1, now.plusMillis(2500), now.plusMillis(4500))
                .step("schedule")
                .step("warm-up")
                .step("open");
        assertThat(sale.buy(newId())).isEqualTo("NOT_OPEN_YET");
        await().atMost(SOON).until(() -> sale.buy(newId()).equals("ADMITTED"));
        await().atMost(SOON).until(() -> sale.buy(newId()).equals("CLOSED"));
        assertThat(sql.sql(
                                "SELECT COUNT(*) FROM reservation WHERE item_id = ? AND (admitted_at < ? OR admitted_at >= ?)")
                        .param(sale.itemId)
                        .param(java.time.LocalDateTime.ofInstant(now.plusMillis(2500), java.time.ZoneOffset.UTC))
                        .param(java.time.LocalDateTime.ofInstant(now.plusMillis(4500), java.time.ZoneOffset.UTC))
                        .query(Integer.class)
                        .single())
                .isZero();
        await().atMost(SOON)
                .until(() -> call(Role.OPERATOR, "GET", "/api/admin/campaigns/" + sale.id, null)
                        .body()
                        .path("status")
                        .asString("")
                        .equals("CLOSED"));
    }

    @Test
    void aPausedSaleRefusesAndTheSameKeyMayComeAgain() {
        Sale sale = openSale(10, 1).step("pause");
        assertThat(outcome(sale.attempt(wish(newId(), "ann", "key-1", 1)))).isEqualTo("PAUSED");
        sale.step("resume");
        assertThat(outcome(sale.attempt(wish(newId(), "ann", "key-1", 1)))).isEqualTo("ADMITTED");
    }

    @Test
    void stepsAreLegalOrRefusedAndRepeatingOneChangesNothing() {
        Instant now = Instant.now();
        Sale sale = draft(10, 1, now, now.plusSeconds(600));
        Answer illegal = call(Role.OPERATOR, "POST", "/api/admin/campaigns/" + sale.id + "/open", null);
        assertThat(illegal.status()).isEqualTo(409);
        assertThat(illegal.code()).isEqualTo("illegal-transition");
        sale.step("schedule")
                .step("schedule")
                .step("warm-up")
                .step("warm-up")
                .step("open")
                .step("open")
                .step("close")
                .step("close");
        assertThat(sale.buy("ann")).isEqualTo("CLOSED");
    }
}
