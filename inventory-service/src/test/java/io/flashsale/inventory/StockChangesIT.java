package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.inventory.application.CountLedgerEntries;
import io.flashsale.web.Role;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class StockChangesIT extends InventoryIT {
    @Autowired
    private CountLedgerEntries counting;

    @Test
    void appendedUnitsAreSold() {
        Sale sale = openSale(1, 5);
        assertThat(sale.buy("ann")).isEqualTo("ADMITTED");
        assertThat(sale.buy("bob")).isEqualTo("SOLD_OUT");

        assertThat(change(sale, "key-1", "APPEND", 2).status()).isEqualTo(200);

        sale.awaitGate(2);
        assertThat(sale.ledger().total()).isEqualTo(3);
        assertThat(sale.buy("bob")).isEqualTo("ADMITTED");
        assertThat(sale.buy("cid")).isEqualTo("ADMITTED");
        assertThat(sale.buy("dan")).isEqualTo("SOLD_OUT");
        sale.awaitLedger(3, 0);
    }

    @Test
    void theSameKeyChangesTheStockOnceEvenAtOnce() {
        Sale sale = openSale(10, 5);
        assertThat(IntStream.range(0, 8)
                        .parallel()
                        .mapToObj(i -> change(sale, "key-1", "APPEND", 5).status())
                        .distinct())
                .containsExactly(200);
        assertThat(IntStream.range(0, 8)
                        .parallel()
                        .mapToObj(i -> change(sale, "key-2", "WITHDRAW", 3).status())
                        .filter(status -> status != 200 && status != 202))
                .isEmpty();
        await().atMost(SOON).until(() -> sale.ledger().total() == 12);
        sale.awaitGate(12);
        counting.count();
        assertThat(sale.gateAvailable()).isEqualTo(12);
        assertThat(entries(entryOf(sale, "key-1"), "APPEND")).isEqualTo(1);
        assertThat(entries(entryOf(sale, "key-2"), "WITHDRAW")).isEqualTo(1);
        assertThat(change(sale, "key-1", "APPEND", 6).code()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void whatIsHeldOrSoldIsNotWithdrawn() {
        Sale sale = openSale(10, 10);
        sale.bought("ann", 6);

        Answer refused = change(sale, "key-1", "WITHDRAW", 5);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("stock-promised");
        assertThat(change(sale, "key-1", "WITHDRAW", 5).code()).isEqualTo("stock-promised");
        assertThat(sale.gateAvailable()).isEqualTo(4);

        change(sale, "key-2", "WITHDRAW", 4);
        await().atMost(SOON).until(() -> sale.ledger().total() == 6);
        assertThat(sale.buy("bob")).isEqualTo("SOLD_OUT");
        sale.awaitLedger(6, 0);
        assertThat(call(Role.OPERATOR, "GET", path(sale), null)
                        .body()
                        .valueStream()
                        .map(change -> change.path("status").asString("")))
                .containsExactly("DONE", "REFUSED");
    }

    @Test
    void aCrowdAndAWithdrawalShareTheStock() {
        Sale sale = openSale(200, 1);
        long admitted = IntStream.range(0, 40)
                .parallel()
                .mapToLong(i -> {
                    if (i % 4 == 0) change(sale, "key-" + i, "WITHDRAW", 7);
                    return sale.batch(newId(), wishes(8))
                            .body()
                            .path("verdicts")
                            .valueStream()
                            .filter(verdict -> outcome(verdict).equals("ADMITTED"))
                            .count();
                })
                .sum();
        sale.awaitLedger((int) admitted, 0);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(sale.ledger().total())
                        .isEqualTo(sale.gateAvailable() + sale.ledger().held()));
        assertThat(sql.sql("SELECT COUNT(*) FROM reservation WHERE item_id = ? AND status = 'REJECTED'")
                        .param(sale.itemId)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void withoutAGateTheLedgerDecidesAlone() {
        Instant now = Instant.now();
        Sale sale = draft(10, 1, now.minusSeconds(60), now.plusSeconds(3600));
        assertThat(change(sale, "key-1", "WITHDRAW", 11).code()).isEqualTo("stock-promised");
        assertThat(change(sale, "key-2", "WITHDRAW", 4).status()).isEqualTo(200);
        assertThat(change(sale, "key-3", "APPEND", 1).status()).isEqualTo(200);
        await().atMost(SOON).until(() -> sale.ledger().total() == 7);
        sale.step("schedule").step("warm-up").step("open");
        assertThat(sale.gateAvailable()).isEqualTo(7);
        counting.count();
        assertThat(sale.gateAvailable()).isEqualTo(7);
    }

    @Test
    void aWishIsCheckedAndAnEndedSaleIsLeftAlone() {
        Sale sale = openSale(10, 1);
        Answer faulty =
                call(Role.OPERATOR, "POST", path(sale), Map.of("kind", "BURN", "units", 0), "Idempotency-Key", "key-1");
        assertThat(faulty.status()).isEqualTo(422);
        assertThat(faulty.body()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString("")))
                .containsExactly("kind", "units", "reason");
        sale.step("close");
        assertThat(change(sale, "key-2", "APPEND", 1).code()).isEqualTo("illegal-transition");
    }

    private Answer change(Sale sale, String key, String kind, int units) {
        return call(
                Role.OPERATOR,
                "POST",
                path(sale),
                Map.of("kind", kind, "units", units, "reason", "because"),
                "Idempotency-Key",
                key);
    }

    private static String path(Sale sale) {
        return "/api/admin/campaigns/" + sale.id + "/items/" + sale.sku + "/stock-changes";
    }

    private String entryOf(Sale sale, String key) {
        return sql.sql("SELECT CONCAT('stock-change-', id) FROM stock_change WHERE item_id = ? AND request_key = ?")
                .param(sale.itemId)
                .param(key)
                .query(String.class)
                .single();
    }
}
