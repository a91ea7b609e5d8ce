package io.flashsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.inventory.application.Change;
import io.flashsale.inventory.domain.ItemRef;
import io.flashsale.inventory.domain.StockGate;
import io.flashsale.messaging.EventPublisher;
import io.flashsale.messaging.OutgoingEvent;
import io.flashsale.web.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class ReleaseReturnsStockOnceIT extends InventoryIT {
    @Autowired
    private EventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private StockGate gate;

    @Test
    void aCancelledOrderGivesItsUnitsBackAndRestoresTheLimit() {
        Sale sale = openSale(2, 2);
        String order = sale.bought("ann", 2);
        assertThat(sale.buy("bob")).isEqualTo("SOLD_OUT");

        cancel(order);
        cancel(order);

        awaitReservation(order, "RELEASED");
        sale.awaitLedger(0, 0);
        sale.awaitGate(2);
        assertThat(sale.buy("ann")).isEqualTo("ADMITTED");
        assertThat(entries(order, "RELEASE")).isEqualTo(1);
    }

    @Test
    void releasingAgainAndAtOnceChangesNothing() {
        Sale sale = openSale(5, 1);
        String order = sale.bought("ann", 1);
        long done = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> release(order))
                .filter(Change.DONE::equals)
                .count();
        assertThat(done).isEqualTo(1);
        sale.awaitLedger(0, 0);
        sale.awaitGate(5);
        StockGate.Return again = new StockGate.Return(order, "ann", 1, 1);
        gate.giveBack(new ItemRef(Long.parseLong(sale.id), sale.itemId), 1, List.of(again, again));
        assertThat(sale.gateAvailable()).isEqualTo(5);
    }

    @Test
    void aCancellationThatComesBeforeTheJournalIsTriedAgain() {
        Sale sale = openSale(5, 1);
        String order = newId();
        assertThat(release(order)).isEqualTo(Change.UNKNOWN_YET);
        cancel(order);
        sale.attempt(wish(order, "ann", newId(), 1));
        await().atMost(SOON.multipliedBy(3)).untilAsserted(() -> awaitReservation(order, "RELEASED"));
        sale.awaitGate(5);
    }

    @Test
    void aSoldOrderGivesItsUnitsBackOnceWhenItIsRefunded() {
        Sale sale = openSale(5, 1);
        String order = sale.bought("ann", 1);
        assertThat(put(order, "sale").status()).isEqualTo(200);
        assertThat(put(order, "sale").status()).isEqualTo(200);
        sale.awaitLedger(0, 1);
        assertThat(release(order)).isEqualTo(Change.NOT_ALLOWED);

        assertThat(put(order, "return").status()).isEqualTo(200);
        assertThat(put(order, "return").status()).isEqualTo(200);

        sale.awaitLedger(0, 0);
        sale.awaitGate(5);
        assertThat(entries(order, "SELL")).isEqualTo(1);
        assertThat(entries(order, "RETURN")).isEqualTo(1);
        assertThat(put(order, "sale").code()).isEqualTo("reservation-not-held");
    }

    @Test
    void anUnknownReservationIsAskedForAgainLater() {
        Answer answer = put(newId(), "sale");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("not-yet");
    }

    private Answer put(String order, String what) {
        return call(Role.SERVICE, "PUT", "/internal/reservations/" + order + "/" + what, null);
    }

    private void cancel(String order) {
        transaction.executeWithoutResult(status -> events.publish(new OutgoingEvent(
                "order-events", "OrderCancelled", order, Map.of("orderId", order, "reason", "timeout"))));
    }
}
