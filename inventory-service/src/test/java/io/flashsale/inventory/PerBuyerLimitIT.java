package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PerBuyerLimitIT extends InventoryIT {
    @Test
    void countsUnitsAcrossBatches() {
        Sale sale = openSale(100, 3);
        assertThat(outcome(sale.attempt(wish(newId(), "ann", newId(), 2)))).isEqualTo("ADMITTED");
        assertThat(outcome(sale.attempt(wish(newId(), "ann", newId(), 2)))).isEqualTo("LIMIT_REACHED");
        assertThat(outcome(sale.attempt(wish(newId(), "ann", newId(), 1)))).isEqualTo("ADMITTED");
        assertThat(sale.buy("bob")).isEqualTo("ADMITTED");
        assertThat(sale.gateAvailable()).isEqualTo(96);
    }

    @Test
    void countsUnitsOfTheSameBatchInTheirOrder() {
        Sale sale = openSale(100, 2);
        Answer answer = sale.batch(
                newId(),
                List.of(
                        wish(newId(), "ann", newId(), 1),
                        wish(newId(), "ann", newId(), 2),
                        wish(newId(), "ann", newId(), 1),
                        wish(newId(), "ann", newId(), 1)));
        assertThat(answer.body().path("verdicts").valueStream().map(InventoryIT::outcome))
                .containsExactly("ADMITTED", "LIMIT_REACHED", "ADMITTED", "LIMIT_REACHED");
    }

    @Test
    void fastClicksWinOnce() {
        Sale sale = openSale(100, 1);
        long admitted = IntStream.range(0, 24)
                .parallel()
                .mapToObj(i -> sale.buy("ann"))
                .filter("ADMITTED"::equals)
                .count();
        assertThat(admitted).isEqualTo(1);
        sale.awaitLedger(1, 0);
    }
}
